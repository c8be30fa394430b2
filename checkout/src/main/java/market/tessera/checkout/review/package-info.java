/** What learners say of the courses they took, what the providers answer, and what both make of an offering's standing. */
@NullMarked
package market.tessera.checkout.review;

import org.jspecify.annotations.NullMarked;
