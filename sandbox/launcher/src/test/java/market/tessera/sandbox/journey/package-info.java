/** What people do with the whole marketplace, in a real browser. */
package market.tessera.sandbox.journey;
