package market.tessera.benchmarks.scenario;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import market.tessera.benchmarks.load.Latencies;
import market.tessera.benchmarks.load.Work;
import market.tessera.benchmarks.report.Line;
import market.tessera.benchmarks.stage.Stage;
import market.tessera.sandbox.buyer.Browser;
import market.tessera.sandbox.buyer.GuestBuyer;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/** A guest's order with each of our own requests timed by itself; paying at Stripe's page is somebody else's. */
final class Steps {
    private final Map<Step, Latencies> taken = Stream.of(Step.values())
            .collect(Collectors.toMap(
                    step -> step, _ -> new Latencies(), (one, _) -> one, () -> new EnumMap<>(Step.class)));

    private enum Step {
        BASKET("POST /basket"),
        CHECKOUT("GET /checkout"),
        ORDER("POST /checkout"),
        PAYMENT("GET /orders/…/payment, Stripe's page opened"),
        RETURN("GET /orders/…/return, paid");

        private final String request;

        Step(String request) {
            this.request = request;
        }
    }

    Work buying(Stage stage, HttpClient client, List<Sales.Place> places) {
        return turn -> {
            var place = places.get((int) (turn % places.size()));
            var browser = new Browser(client, stage.site());
            return buy(
                    browser,
                    new GuestBuyer(browser, "Guest " + turn, "step-%d@learner.example".formatted(turn)),
                    place);
        };
    }

    private Mono<Void> buy(Browser browser, GuestBuyer buyer, Sales.Place place) {
        return timed(Step.BASKET, buyer.add(place.offering(), place.intake()))
                .then(timed(Step.CHECKOUT, browser.get("/checkout")))
                .flatMap(page -> timed(Step.ORDER, buyer.confirm(page)))
                .map(GuestBuyer::order)
                .flatMap(order -> timed(Step.PAYMENT, buyer.paymentPage(order))
                        .flatMap(page -> buyer.pay(page, GuestBuyer.CARD_THAT_PAYS))
                        .then(timed(Step.RETURN, buyer.comeBack(order))))
                .then();
    }

    private <T> Mono<T> timed(Step step, Mono<T> request) {
        return Mono.defer(() -> {
            var start = System.nanoTime();
            return request.doOnSuccess(
                    _ -> Objects.requireNonNull(taken.get(step)).record(Duration.ofNanos(System.nanoTime() - start)));
        });
    }

    List<Line> lines() {
        return taken.entrySet().stream()
                .map(step -> Line.latencies("  " + step.getKey().request, step.getValue()))
                .toList();
    }

    /** Of the slowest one, in milliseconds. */
    double slowest(double percent) {
        return taken.values().stream()
                .mapToDouble(latencies -> latencies.percentile(percent))
                .max()
                .orElseThrow();
    }
}
