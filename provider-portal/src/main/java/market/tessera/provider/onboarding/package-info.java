/** How an unknown institution becomes a verified one: it applies, proves its mail domain, and the operator looks into it. */
@NullMarked
package market.tessera.provider.onboarding;

import org.jspecify.annotations.NullMarked;
