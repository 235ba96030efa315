/** The version of the lab's code, kept in passports; equal to package.json's. */
export const labVersion = '0.1.0'
