package market.tessera.checkout.organisation;

import java.util.UUID;

/** That a learner acts for an organisation. */
record Membership(UUID organisation, UUID learner, String name, Role role) {

    /** What someone may do for an organisation. */
    enum Role {
        /** All that a manager may, and who acts for it. */
        OWNER,
        /** Buys, hands places out, and sees who has them. */
        MANAGER,
        /** Buys, and sees how many places there are. */
        BUYER
    }

    public boolean isManager() {
        return role != Role.BUYER;
    }

    public boolean isOwner() {
        return role == Role.OWNER;
    }
}
