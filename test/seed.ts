/** From which random tests draw, a whole number below 2^31: another one each time, or that of `SEED=N`. Tests print it. */
export const SEED = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
