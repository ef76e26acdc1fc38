BREAD = 1.37  # seconds in the oven
CAKE = 3.91
