/** The texts that people read, of all applications. */
package market.tessera.sandbox.texts;
