package market.tessera.checkout.connecting.setup;

import java.util.List;
import java.util.Optional;
import market.tessera.checkout.client.SystemClients;
import market.tessera.checkout.client.SystemClients.Made;
import market.tessera.checkout.connecting.Check;
import market.tessera.checkout.connecting.ConnectionRow;
import market.tessera.checkout.connection.Connection;
import market.tessera.checkout.connection.ConnectionUses;
import market.tessera.checkout.connection.MoveOn;
import market.tessera.checkout.moodle.MoodleSite;
import market.tessera.checkout.offer.Offers;
import market.tessera.checkout.registration.PlatformValues;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** What the page of one connection shows: what is known of it, and what has just come of something done there. */
@Component
class ConnectionModel {
    private final Offers offers;
    private final FarSide farSide;
    private final PlatformValues platform;
    private final ConnectionUses uses;
    private final SystemClients clients;

    ConnectionModel(
            Offers offers, FarSide farSide, PlatformValues platform, ConnectionUses uses, SystemClients clients) {
        this.offers = offers;
        this.farSide = farSide;
        this.platform = platform;
        this.uses = uses;
        this.clients = clients;
    }

    /**
     * What has just happened.
     *
     * @param form what was typed, where it could not be taken
     * @param checks empty where nothing was tried
     * @param registration where the tool registers itself, to be opened once
     * @param secret of a program, shown this once
     * @param key of a system, shown this once
     */
    record Happened(
            @Nullable ToolForm form,
            @Nullable String address,
            List<Mistake> mistakes,
            List<Check> checks,
            @Nullable String registration,
            @Nullable String secret,
            @Nullable Made key,
            String done) {
        static final Happened NOTHING = new Happened(null, null, List.of(), List.of(), null, null, null, "");

        static Happened mistaken(ToolForm form, List<Mistake> mistakes) {
            return new Happened(form, null, mistakes, List.of(), null, null, null, "");
        }

        static Happened mistaken(String address, Mistake mistake) {
            return new Happened(null, address, List.of(mistake), List.of(), null, null, null, "");
        }

        static Happened invited(String registration) {
            return new Happened(null, null, List.of(), List.of(), registration, null, null, "");
        }

        static Happened done(String done) {
            return new Happened(null, null, List.of(), List.of(), null, null, null, done);
        }

        static Happened secret(String secret) {
            return new Happened(null, null, List.of(), List.of(), null, secret, null, "registered");
        }

        static Happened key(Made key) {
            return new Happened(null, null, List.of(), List.of(), null, null, key, "keyMade");
        }

        Happened tested(List<Check> tested) {
            var failed = tested.stream().anyMatch(check -> check.kind().equals("danger"));
            return new Happened(
                    form,
                    address,
                    mistakes,
                    tested,
                    registration,
                    secret,
                    key,
                    failed && !done.isEmpty() ? "failing" : done);
        }

        /** Key of what is wrong with a field; null if nothing is. */
        public @Nullable String mistake(String field) {
            return mistakes.stream()
                    .filter(mistake -> mistake.field().equals(field))
                    .map(Mistake::key)
                    .findFirst()
                    .orElse(null);
        }
    }

    Mono<Rendering> page(Connection connection, Happened happened) {
        return Mono.zip(
                        offers.sellers(List.of(connection.provider())).next(),
                        farSide.of(connection),
                        uses.offerings(connection.provider()).collectList(),
                        clients.of(connection.provider(), connection.id()).collectList())
                .map(found -> Rendering.view("checkout/connection")
                        .status(happened.mistakes().isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT)
                        .modelAttribute("provider", found.getT1())
                        .modelAttribute("row", ConnectionRow.of(connection))
                        .modelAttribute("connection", connection)
                        .modelAttribute("platform", platform)
                        .modelAttribute("registered", found.getT2().tool().isPresent())
                        .modelAttribute("form", form(found.getT2().tool(), happened))
                        .modelAttribute("address", address(found.getT2().address(), happened))
                        .modelAttribute("picked", found.getT2().courses())
                        .modelAttribute("offerings", found.getT3())
                        .modelAttribute("keys", found.getT4())
                        .modelAttribute("moveOns", MoveOn.values())
                        .modelAttribute("moodleFunctions", MoodleSite.NEEDED)
                        .modelAttribute("happened", happened)
                        .build());
    }

    private static ToolForm form(Optional<ToolForm> known, Happened happened) {
        var typed = happened.form();
        return typed == null ? known.orElseGet(ToolForm::blank) : typed;
    }

    private static String address(String known, Happened happened) {
        var typed = happened.address();
        return typed == null ? known : typed;
    }
}
