const BREAD = 1.37; // seconds in the oven
const CAKE = 3.91;
