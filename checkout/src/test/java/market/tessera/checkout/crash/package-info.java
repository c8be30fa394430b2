/** Checkout in a JVM of its own, killed in the middle of its work. */
package market.tessera.checkout.crash;
