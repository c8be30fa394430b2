/** What happens to offerings once they are public: looked through again every so often, retired on a day, taken down by the operator. */
@NullMarked
package market.tessera.provider.upkeep;

import org.jspecify.annotations.NullMarked;
