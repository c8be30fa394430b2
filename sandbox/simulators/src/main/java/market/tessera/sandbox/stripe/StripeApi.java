package market.tessera.sandbox.stripe;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import market.tessera.sandbox.stripe.ApiError.Answer;
import market.tessera.sandbox.stripe.Outages.Hold;
import market.tessera.sandbox.stripe.Outages.Outage;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.HttpServerRoutes;
import tools.jackson.databind.node.ObjectNode;

/** The part of Stripe's API that Tessera uses, with its keys, errors and idempotency. */
final class StripeApi {
    private static final int UNAVAILABLE = 503;
    private static final Duration LATE = Duration.ofSeconds(1);

    private final StripeObjects objects;
    private final CheckoutSessions sessions;
    private final Refunds refunds;
    private final Disputes disputes;
    private final AccountPages accountPages;
    private final Accounts accounts;
    private final Transfers transfers;
    private final Treasury treasury;
    private final Lists lists;
    private final IdempotentAnswers answers;
    private final Outages outages;
    private final Map<String, LongAdder> calls = new ConcurrentHashMap<>();

    StripeApi(
            StripeObjects objects,
            CheckoutSessions sessions,
            Refunds refunds,
            Disputes disputes,
            AccountPages accountPages,
            Accounts accounts,
            Transfers transfers,
            Treasury treasury,
            IdempotentAnswers answers,
            Outages outages) {
        this.objects = objects;
        this.sessions = sessions;
        this.refunds = refunds;
        this.disputes = disputes;
        this.accountPages = accountPages;
        this.accounts = accounts;
        this.transfers = transfers;
        this.treasury = treasury;
        this.lists = new Lists(objects);
        this.answers = answers;
        this.outages = outages;
    }

    HttpServerRoutes routes(HttpServerRoutes routes) {
        return routes.post("/v1/checkout/sessions", posts(call -> sessions.create(call.form())))
                .get("/v1/checkout/sessions/{id}", gets(this::session))
                .get("/v1/checkout/sessions/{id}/line_items", gets(this::lineItems))
                .post("/v1/checkout/sessions/{id}/expire", posts(call -> sessions.expire(call.id())))
                .get("/v1/payment_intents", gets(list("payment_intent", "/v1/payment_intents")))
                .get("/v1/payment_intents/{id}", gets(call -> get("payment_intent", call.id())))
                .get("/v1/charges/{id}", gets(call -> get("charge", call.id())))
                .post("/v1/refunds", posts(call -> refunds.create(call.form())))
                .get("/v1/refunds", gets(list("refund", "/v1/refunds")))
                .get("/v1/disputes", gets(list("dispute", "/v1/disputes")))
                .get("/v1/disputes/{id}", gets(this::dispute))
                .post("/v1/disputes/{id}", posts(call -> disputes.update(call.id(), call.form())))
                .post("/v1/disputes/{id}/close", posts(call -> disputes.close(call.id())))
                .get("/v1/refunds/{id}", gets(call -> get("refund", call.id())))
                .post("/v1/accounts", posts(call -> accounts.create(call.form())))
                .get("/v1/accounts", gets(list("account", "/v1/accounts")))
                .get("/v1/accounts/{id}", gets(call -> accounts.get(call.id())))
                .post("/v1/accounts/{id}/login_links", posts(call -> accountPages.login(call.id())))
                .post("/v1/account_links", posts(call -> accountPages.link(call.form())))
                .post("/v1/transfers", posts(call -> transfers.create(call.form())))
                .get("/v1/transfers", gets(list("transfer", "/v1/transfers")))
                .get("/v1/transfers/{id}", gets(call -> transfers.get(call.id())))
                .post("/v1/transfers/{id}/reversals", posts(call -> transfers.reverse(call.id(), call.form())))
                .get("/v1/transfers/{id}/reversals", gets(this::reversals))
                .post("/v1/topups", posts(call -> treasury.topUp(call.form())))
                .post("/v1/payouts", posts(call -> treasury.payOut(call.form())))
                .get("/v1/balance_transactions", gets(this::movements))
                .get("/v1/balance_transactions/{id}", gets(this::movement))
                .get("/v1/events/{id}", gets(call -> get("event", call.id())));
    }

    /** A request as its handler sees it. */
    private record Call(String id, FormBody form) {}

    private interface Handler extends Function<Call, ObjectNode> {}

    private interface Route extends BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> {}

    private Route gets(Handler handler) {
        return (request, response) ->
                send(request, response, answer(request, () -> run(handler, request, query(request))));
    }

    private Route posts(Handler handler) {
        return (request, response) -> request.receive()
                .aggregate()
                .asString()
                .defaultIfEmpty("")
                .flatMap(body -> outages.holds(Hold.BEFORE, signs(request, body))
                        ? Mono.never()
                        : post(handler, request, response, body));
    }

    private Mono<Void> post(Handler handler, HttpServerRequest request, HttpServerResponse response, String body) {
        var answer = answer(request, () -> once(handler, request, body));
        return outages.holds(Hold.AFTER, signs(request, body)) ? Mono.never() : send(request, response, answer);
    }

    private static String signs(HttpServerRequest request, String body) {
        return String.join(
                " ", name(request), header(request, "Idempotency-Key").orElse(""), body);
    }

    /**
     * How often it was asked for something.
     *
     * @param kinds of what: how addresses begin after the version, such as {@code checkout}
     */
    long calls(Set<String> kinds) {
        return calls.entrySet().stream()
                .filter(kind -> kinds.contains(kind.getKey()))
                .mapToLong(kind -> kind.getValue().sum())
                .sum();
    }

    private static String kind(HttpServerRequest request) {
        return request.uri().replaceFirst("^/v1/", "").replaceFirst("[/?].*", "");
    }

    private Answer answer(HttpServerRequest request, Supplier<Answer> work) {
        calls.computeIfAbsent(kind(request), _ -> new LongAdder()).increment();
        try {
            if (!header(request, "Authorization").orElse("").startsWith("Bearer sk_")) {
                throw ApiError.noKey();
            }
            if (outages.strikes(Outage.UNAVAILABLE, name(request))
                    || outages.strikes(Outage.UNAVAILABLE_FOR_LONG, name(request))) {
                throw ApiError.unavailable();
            }
            header(request, "Stripe-Version").ifPresent(objects::version);
            return work.get();
        } catch (ApiError refused) {
            return refused.answer();
        }
    }

    private Answer once(Handler handler, HttpServerRequest request, String body) {
        return header(request, "Idempotency-Key")
                .map(key -> answers.once(key, request.uri() + "\n" + body, () -> settled(handler, request, body)))
                .orElseGet(() -> run(handler, request, body));
    }

    /** A refusal is an answer like any other, and is kept like one. */
    private Answer settled(Handler handler, HttpServerRequest request, String body) {
        try {
            if (outages.strikes(Outage.REFUSED, name(request))) {
                throw ApiError.refused("", "Please finish what your platform has to say about itself first.");
            }
            return run(handler, request, body);
        } catch (ApiError refused) {
            return refused.answer();
        }
    }

    private static Answer run(Handler handler, HttpServerRequest request, String body) {
        var id = Optional.ofNullable(request.param("id")).orElse("");
        return new Answer(200, handler.apply(new Call(id, FormBody.parse(body))).toString());
    }

    private Handler list(String type, String address) {
        return call -> lists.page(type, address, call.form());
    }

    private ObjectNode session(Call call) {
        var session = withPayment(sessions.get(call.id()), call);
        if (call.form().parameters().containsValue("line_items.data.taxes")) {
            session.set("line_items", sessions.lineItems(session, FormBody.parse("")));
        }
        return session;
    }

    /** Taxes are told where they are asked for. */
    private ObjectNode lineItems(Call call) {
        var page = sessions.lineItems(sessions.get(call.id()), call.form());
        if (!call.form().parameters().containsValue("data.taxes")) {
            page.path("data").forEach(item -> ((ObjectNode) item).remove("taxes"));
        }
        return page;
    }

    private ObjectNode dispute(Call call) {
        return withPayment(disputes.get(call.id()), call);
    }

    /** With its payment intent in full where that is asked for, and there is one. */
    private ObjectNode withPayment(ObjectNode object, Call call) {
        var intent = object.path("payment_intent").asString("");
        if (!intent.isEmpty() && call.form().text("expand[0]").orElse("").equals("payment_intent")) {
            object.set("payment_intent", get("payment_intent", intent));
        }
        return object;
    }

    /** With what has moved in full, as it is asked for. */
    private ObjectNode movements(Call call) {
        var page = lists.page("balance_transaction", "/v1/balance_transactions", call.form());
        page.path("data").forEach(movement -> withSource((ObjectNode) movement));
        return page;
    }

    private ObjectNode movement(Call call) {
        return withSource(get("balance_transaction", call.id()));
    }

    private ObjectNode withSource(ObjectNode movement) {
        objects.find(movement.path("source").asString()).ifPresent(source -> movement.set("source", source));
        return movement;
    }

    private ObjectNode reversals(Call call) {
        var address = "/v1/transfers/%s/reversals"
                .formatted(transfers.get(call.id()).path("id").asString());
        return lists.page("transfer_reversal", address, call.form().with("transfer", call.id()));
    }

    private static String query(HttpServerRequest request) {
        var question = request.uri().indexOf('?');
        return question < 0 ? "" : request.uri().substring(question + 1);
    }

    private ObjectNode get(String type, String id) {
        return objects.find(id)
                .filter(object -> object.path("object").asString().equals(type))
                .orElseThrow(() -> ApiError.notFound(type, id));
    }

    private static Optional<String> header(HttpServerRequest request, String name) {
        return Optional.ofNullable(request.requestHeaders().get(name));
    }

    private Mono<Void> send(HttpServerRequest request, HttpServerResponse response, Answer answer) {
        if (outages.strikes(Outage.ANSWER_LOST, name(request))) {
            return Mono.<Void>fromRunnable(() -> response.withConnection(Connection::dispose));
        }
        var late = outages.strikes(Outage.ANSWER_LATE, name(request)) ? LATE : Duration.ZERO;
        if (answer.status() == UNAVAILABLE && outages.last()) {
            response.header("Stripe-Should-Retry", "false");
        }
        return Mono.delay(late)
                .then(response.status(answer.status())
                        .header("Content-Type", "application/json")
                        .header("Request-Id", StripeObjects.newId("req"))
                        .sendString(Mono.just(answer.body()))
                        .then());
    }

    private static String name(HttpServerRequest request) {
        return request.method().name() + " " + request.uri();
    }
}
