/** LTI Advantage's Names and Role Provisioning Services: who is in a course, for the tool that serves it. */
@NullMarked
package market.tessera.checkout.membership;

import org.jspecify.annotations.NullMarked;
