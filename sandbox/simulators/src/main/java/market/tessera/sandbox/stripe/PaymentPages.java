package market.tessera.sandbox.stripe;

import static market.tessera.sandbox.stripe.Templates.escaped;
import static market.tessera.sandbox.stripe.Templates.form;
import static market.tessera.sandbox.stripe.Templates.html;
import static market.tessera.sandbox.stripe.Templates.template;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import market.tessera.sandbox.stripe.CheckoutSessions.Authentication;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.HttpServerRoutes;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The hosted payment page: takes test cards, asks for authentication where the card wants it, sends the buyer back. */
final class PaymentPages {
    private static final String PAGE = "/c/pay/{id}";
    private static final String PAY = template("pay.html");
    private static final String DEBIT = template("debit.html");
    private static final String AUTHENTICATE = template("authenticate.html");
    private static final String GONE = template("gone.html");

    private final CheckoutSessions sessions;

    PaymentPages(CheckoutSessions sessions) {
        this.sessions = sessions;
    }

    HttpServerRoutes routes(HttpServerRoutes routes) {
        return routes.get(PAGE, (request, response) -> show(request, response))
                .post(PAGE, (request, response) -> form(request).flatMap(form -> card(request, form, response)))
                .post(
                        PAGE + "/debit",
                        (request, response) -> form(request).flatMap(form -> debit(request, form, response)))
                .post(
                        PAGE + "/authentication",
                        (request, response) -> form(request).flatMap(form -> authenticated(request, form, response)));
    }

    private Mono<Void> show(HttpServerRequest request, HttpServerResponse response) {
        return session(request)
                .map(session -> CheckoutSessions.isOpen(session)
                        ? html(response, 200, pay(session, ""))
                        : html(response, 410, gone(session)))
                .orElseGet(() -> response.sendNotFound().then());
    }

    private Mono<Void> card(HttpServerRequest request, FormBody form, HttpServerResponse response) {
        var found = session(request);
        if (found.isEmpty()) {
            return response.sendNotFound().then();
        }
        var session = found.get();
        if (!CheckoutSessions.isOpen(session)) {
            return html(response, 410, gone(session));
        }
        return TestCard.of(form.text("number").orElse(""))
                .map(card -> pay(session, card, form, response))
                .orElseGet(() -> html(response, 402, pay(session, "This is not one of the test cards listed below.")));
    }

    private Mono<Void> pay(ObjectNode session, TestCard card, FormBody form, HttpServerResponse response) {
        var id = session.path("id").asString();
        return switch (card) {
            case PAYS, DISPUTED_LATER -> leave(response, sessions.pay(id, card, email(session, form), country(form)));
            case ASKS_FOR_AUTHENTICATION, DECLINED_AFTER_AUTHENTICATION -> {
                sessions.authenticate(id, card, country(form));
                yield html(response, 200, authenticate(session));
            }
            case DECLINED, INSUFFICIENT_FUNDS -> {
                sessions.decline(id, card);
                yield html(response, 402, pay(session, card.words() + " Try another one."));
            }
        };
    }

    private Mono<Void> debit(HttpServerRequest request, FormBody form, HttpServerResponse response) {
        var found = session(request).filter(PaymentPages::takesDebits);
        if (found.isEmpty()) {
            return response.sendNotFound().then();
        }
        var session = found.get();
        return TestDebit.of(form.text("iban").orElse(""))
                .map(debit -> leave(
                        response,
                        sessions.debit(session.path("id").asString(), debit, email(session, form), country(form))))
                .orElseGet(
                        () -> html(response, 402, pay(session, "This is not one of the test accounts listed below.")));
    }

    private Mono<Void> authenticated(HttpServerRequest request, FormBody form, HttpServerResponse response) {
        var found = session(request);
        if (found.isEmpty()) {
            return response.sendNotFound().then();
        }
        var session = found.get();
        if (!CheckoutSessions.isOpen(session)) {
            return html(response, 410, gone(session));
        }
        var id = session.path("id").asString();
        return sessions.answered(id)
                .map(asked -> form.text("outcome").orElse("").equals("complete")
                        ? authenticated(session, asked, form, response)
                        : unauthenticated(id, response))
                .orElseGet(() -> html(response, 402, pay(session, "Enter your card first.")));
    }

    private Mono<Void> authenticated(
            ObjectNode session, Authentication asked, FormBody form, HttpServerResponse response) {
        var id = session.path("id").asString();
        var card = asked.card();
        if (card.isRefused()) {
            sessions.decline(id, card);
            return html(response, 402, pay(sessions.get(id), card.words() + " Try another one."));
        }
        return leave(response, sessions.pay(id, card, email(session, form), asked.country()));
    }

    private Mono<Void> unauthenticated(String id, HttpServerResponse response) {
        sessions.unauthenticated(id);
        return html(
                response, 402, pay(sessions.get(id), "The authentication failed. Choose another card or try again."));
    }

    private static Mono<Void> leave(HttpServerResponse response, ObjectNode session) {
        return session.path("status").asString().equals("complete")
                ? response.status(HttpResponseStatus.SEE_OTHER)
                        .header("Location", session.path("success_url").asString())
                        .send()
                        .then()
                : html(response, 410, gone(session));
    }

    private String pay(ObjectNode session, String problem) {
        var items = sessions.details(session.path("id").asString())
                .path("items")
                .valueStream()
                .map(item -> item(item, session))
                .collect(Collectors.joining());
        var alert = problem.isEmpty() ? "" : "<p class=\"problem\" role=\"alert\">%s</p>".formatted(escaped(problem));
        var debit = takesDebits(session) ? filled(DEBIT, session, Map.of()) : "";
        return filled(
                PAY, session, Map.of("items", items, "problem", alert, "debit", debit, "country", countries(session)));
    }

    private static String authenticate(ObjectNode session) {
        return filled(AUTHENTICATE, session, Map.of());
    }

    private static String gone(ObjectNode session) {
        var paid = session.path("status").asString().equals("complete");
        return filled(
                GONE,
                session,
                Map.of(
                        "title",
                        paid ? "This has been paid" : "This page has expired",
                        "back",
                        escaped(session.path(paid ? "success_url" : "cancel_url")
                                .asString("/"))));
    }

    private static String item(JsonNode item, ObjectNode session) {
        return "<li><span>%s<small>%s</small></span><span class=\"amount\">%s</span></li>"
                .formatted(
                        escaped(item.path("name").asString()),
                        escaped(item.path("description").asString()),
                        escaped(price(
                                item.path("amount").asLong(),
                                session.path("currency").asString())));
    }

    private static String filled(String template, ObjectNode session, Map<String, String> parts) {
        var page = template.replace("{{id}}", escaped(session.path("id").asString()))
                .replace("{{email}}", escaped(session.path("customer_email").asString("")))
                .replace("{{cancel}}", escaped(session.path("cancel_url").asString("/")))
                .replace(
                        "{{total}}",
                        escaped(price(
                                session.path("amount_total").asLong(),
                                session.path("currency").asString())));
        return Templates.fill(page, parts);
    }

    private static String price(long amount, String code) {
        var currency = Currency.getInstance(code.toUpperCase(Locale.ROOT));
        var format = NumberFormat.getCurrencyInstance(Locale.ENGLISH);
        format.setCurrency(currency);
        return format.format(BigDecimal.valueOf(amount, Math.max(0, currency.getDefaultFractionDigits())));
    }

    private static String email(ObjectNode session, FormBody form) {
        return form.text("email").orElse(session.path("customer_email").asString(""));
    }

    private static String country(FormBody form) {
        return form.text("country").orElse(TaxTable.countries().getFirst());
    }

    /** Where the buyer is, which is asked only where tax depends on it. */
    private static String countries(ObjectNode session) {
        return session.path("automatic_tax").path("enabled").asBoolean()
                ? TaxTable.countries().stream()
                        .map("<option>%s</option>"::formatted)
                        .collect(Collectors.joining(
                                "", "<label>Country, for the tax <select name=\"country\">", "</select></label>"))
                : "";
    }

    private static boolean takesDebits(ObjectNode session) {
        return session.path("payment_method_types")
                .valueStream()
                .anyMatch(method -> method.asString().equals("sepa_debit"));
    }

    private Optional<ObjectNode> session(HttpServerRequest request) {
        return Optional.ofNullable(request.param("id")).flatMap(sessions::find);
    }
}
