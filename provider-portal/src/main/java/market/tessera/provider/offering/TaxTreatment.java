package market.tessera.provider.offering;

import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.annotation.EnumNaming;

/** Whether prices contain tax. */
@EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
public enum TaxTreatment {
    INCLUSIVE,
    EXCLUSIVE,
    EXEMPT
}
