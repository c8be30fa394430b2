/** Who gives reviews: the roles that a provider names itself, deputies of those who are away, and the letters that remind them. */
@NullMarked
package market.tessera.provider.reviewers;

import org.jspecify.annotations.NullMarked;
