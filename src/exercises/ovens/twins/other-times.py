BREAD = 1.5  # seconds in the oven
CAKE = 4.0
