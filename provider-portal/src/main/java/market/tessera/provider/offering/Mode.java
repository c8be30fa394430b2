package market.tessera.provider.offering;

import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.annotation.EnumNaming;

/** Where learners are. */
@EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
public enum Mode {
    ONLINE,
    ONSITE,
    BLENDED
}
