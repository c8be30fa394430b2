package market.tessera.storefront.account.profile;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import market.tessera.platform.identity.Person;
import market.tessera.storefront.account.Account;
import market.tessera.storefront.account.Accounts;
import market.tessera.storefront.account.SecurityAudit;
import market.tessera.storefront.account.SecurityAudit.Entry;
import market.tessera.storefront.account.SecurityAudit.Event;
import market.tessera.storefront.account.Visitor;
import market.tessera.storefront.account.session.BrowserSession;
import market.tessera.storefront.account.session.Sessions;
import market.tessera.storefront.apikey.ApiKey;
import market.tessera.storefront.apikey.ApiKeys;
import market.tessera.storefront.savedlist.SavedOffering;
import market.tessera.storefront.savedlist.SavedOfferings;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Everything that this application knows of a learner, as a file. Orders and badges are checkout's to hand out. */
@RestController
class Export {
    private static final int ALL = 10_000;

    private final Accounts accounts;
    private final Sessions sessions;
    private final SavedOfferings savedOfferings;
    private final ApiKeys apiKeys;
    private final SecurityAudit audit;

    Export(Accounts accounts, Sessions sessions, SavedOfferings savedOfferings, ApiKeys apiKeys, SecurityAudit audit) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.savedOfferings = savedOfferings;
        this.apiKeys = apiKeys;
        this.audit = audit;
    }

    record File(
            Owner account,
            List<BrowserSession> sessions,
            List<SavedOffering> savedOfferings,
            List<ApiKey> apiKeys,
            List<Entry> history) {
        record Owner(UUID id, String email, String name, Instant createdAt) {
            static Owner of(Account account) {
                return new Owner(account.id(), account.email(), account.name(), account.createdAt());
            }
        }
    }

    @GetMapping(path = "/account/export", produces = "application/json")
    Mono<ResponseEntity<File>> export(@AuthenticationPrincipal Person person, ServerWebExchange exchange) {
        return audit.record(Event.DATA_EXPORTED, person.id(), Visitor.of(exchange))
                .then(Mono.zip(
                        accounts.byId(person.id()).map(File.Owner::of),
                        sessions.of(person.id()).collectList(),
                        savedOfferings.of(person.id()).collectList(),
                        apiKeys.of(person.id()).collectList(),
                        audit.of(person.id(), ALL).collectList()))
                .map(all -> ResponseEntity.ok()
                        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"tessera-account.json\"")
                        .body(new File(all.getT1(), all.getT2(), all.getT3(), all.getT4(), all.getT5())));
    }
}
