package market.tessera.checkout.status;

import market.tessera.checkout.status.StatusLists.Slot;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** How a credential says where it will be marked if it is revoked (W3C Bitstring Status List, section 2.1). */
public final class StatusEntry {
    private StatusEntry() {}

    /** @param origin of the marketplace's public addresses */
    public static ObjectNode of(String origin, Slot slot) {
        var list = origin + "/badges/status/" + slot.list();
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", list + "#" + slot.position())
                .put("type", "BitstringStatusListEntry")
                .put("statusPurpose", "revocation")
                .put("statusListIndex", Integer.toString(slot.position()))
                .put("statusListCredential", list);
    }
}
