package market.tessera.checkout.transfer;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import market.tessera.checkout.stripe.StripeFailure.Outage;
import market.tessera.checkout.stripe.StripeFailure.Refusal;
import market.tessera.platform.money.Money;
import reactor.core.publisher.Mono;

/** Does what it is asked for once for each key, or never; says so only sometimes. Some providers have always spent their money already. */
final class FickleBank implements TransferGateway {
    private final Random random = new Random(5);
    private final Map<String, Transfer> sent = new ConcurrentHashMap<>();
    private final Map<UUID, Fetch> reversed = new ConcurrentHashMap<>();
    private final Map<String, Boolean> agreed = new ConcurrentHashMap<>();
    private volatile boolean well;

    void recovers() {
        well = true;
    }

    @Override
    public Mono<String> send(Transfer transfer, boolean inDoubt) {
        var key = transfer.line().id() + ":" + transfer.attempt();
        return attempt(key, () -> sent.putIfAbsent(key, transfer), 0.08)
                .thenReturn("bank_sent_" + transfer.line().id());
    }

    @Override
    public Mono<String> reverse(Fetch fetch, boolean inDoubt) {
        var reversal = fetch.reversal();
        return attempt("back:" + reversal, () -> reversed.putIfAbsent(reversal, fetch), 0.4)
                .thenReturn("bank_fetched_" + reversal);
    }

    /** Refused once is refused for good under that key, and done once is done, whoever asks and however many at once. */
    private Mono<Void> attempt(String key, Runnable work, double refusals) {
        return Mono.defer(() -> {
            var chance = random.nextDouble();
            if (!well && chance > 0.9) {
                return Mono.error(new Outage(new IllegalStateException("not done")));
            }
            if (!agreed.computeIfAbsent(key, _ -> well || random.nextDouble() >= refusals)) {
                return Mono.error(new Refusal(new IllegalStateException("no")));
            }
            work.run();
            return !well && chance > 0.7
                    ? Mono.<Void>error(new Outage(new IllegalStateException("done, and the answer lost")))
                    : Mono.empty();
        });
    }

    /** Amounts not in steps that its currency is paid in. */
    List<Money> odd() {
        return Stream.concat(
                        sent.values().stream().map(Transfer::rest),
                        reversed.values().stream().map(Fetch::amount))
                .filter(amount -> amount.amount() % Money.payableStep(amount.currency()) != 0)
                .toList();
    }

    List<UUID> paidMoreThanOnce() {
        return sent.values().stream()
                .collect(Collectors.groupingBy(transfer -> transfer.line().id(), Collectors.counting()))
                .entrySet()
                .stream()
                .filter(line -> line.getValue() > 1)
                .map(Map.Entry::getKey)
                .toList();
    }

    long balance(UUID provider, String currency) {
        return sent.values().stream()
                        .filter(transfer -> isOf(transfer, provider, currency))
                        .mapToLong(transfer -> transfer.rest().amount())
                        .sum()
                - reversed.values().stream()
                        .filter(fetch -> isOf(fetch.transfer(), provider, currency))
                        .mapToLong(fetch -> fetch.amount().amount())
                        .sum();
    }

    private static boolean isOf(Transfer transfer, UUID provider, String currency) {
        return transfer.line().provider().equals(provider)
                && transfer.share().currency().getCurrencyCode().equals(currency);
    }
}
