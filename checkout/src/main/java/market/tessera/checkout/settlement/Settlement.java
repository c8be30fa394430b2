package market.tessera.checkout.settlement;

/** What a payment's result has done to its order. */
public sealed interface Settlement {
    /** The order is paid now. */
    record Paid() implements Settlement {}

    /** The money came after the seats had gone to others, or is not what they come to: all of it is owed back. */
    record Unseated() implements Settlement {}

    /** The order has ended unpaid; its seats are free again. */
    record Ended() implements Settlement {}

    /** The order had been settled before. */
    record Unchanged() implements Settlement {}

    /** No such order, or not its amount: nothing that this marketplace has asked for. */
    record Foreign() implements Settlement {}
}
