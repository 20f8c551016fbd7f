/** For histories in which people come to the counter. */
export { checkIn } from './arriving.ts';
