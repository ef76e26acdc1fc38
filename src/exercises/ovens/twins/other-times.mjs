const BREAD = 1.5; // seconds in the oven
const CAKE = 4;
