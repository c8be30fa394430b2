/** What stands in catalogue files: providers, offerings and pathways, each checked, with every fault named. */
@NullMarked
package market.tessera.provider.entries;

import org.jspecify.annotations.NullMarked;
