const FIRST = 3;
const SECOND = 1;
