package market.tessera.checkout.membership;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import market.tessera.checkout.ags.ServiceAccess;
import market.tessera.checkout.enrollment.NameParts;
import market.tessera.checkout.lti.LtiLink;
import market.tessera.checkout.lti.LtiScope;
import market.tessera.checkout.membership.Members.Member;
import market.tessera.platform.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;

/** Names and Role Provisioning Services 2.0: who is in the one course that the address is of. */
@RestController
class MembersApi {
    private static final String TYPE = "application/vnd.ims.lti-nrps.v2.membershipcontainer+json";
    private static final String LEARNER = "http://purl.imsglobal.org/vocab/lis/v2/membership#Learner";
    private static final Set<String> LEARNERS = Set.of(LEARNER, "Learner");
    private static final int MOST = 200;
    private static final UUID FIRST = new UUID(0, 0);

    private final ServiceAccess access;
    private final Members members;
    private final String origin;

    MembersApi(ServiceAccess access, Members members, @Value("${tessera.public-url}") String origin) {
        this.access = access;
        this.members = members;
        this.origin = origin;
    }

    record Container(String id, Context context, List<Person> members) {}

    record Context(String id, String title) {}

    record Person(
            String status,
            String name,
            @JsonProperty("given_name") String givenName,
            @JsonProperty("family_name") String familyName,
            String email,
            @JsonProperty("user_id") String userId,
            @JsonProperty("lis_person_sourcedid") @Nullable String sourcedId,
            List<String> roles) {
        static Person of(Member member) {
            var name = NameParts.of(member.name());
            return new Person(
                    member.open() ? "Active" : "Inactive",
                    member.name(),
                    name.given(),
                    name.family(),
                    member.email(),
                    member.subject().toString(),
                    null,
                    List.of(LEARNER));
        }
    }

    /**
     * A page of them.
     *
     * @param role as its address or its short name; there are learners only
     * @param resourceLink only those with access to it; a course has one link, so all or none
     * @param after the last of the page before
     */
    @GetMapping(
            path = "/lti/nrps/{link}/memberships",
            produces = {TYPE, MediaType.APPLICATION_JSON_VALUE})
    Mono<ResponseEntity<Container>> members(
            @PathVariable UUID link,
            @RequestParam(required = false) @Nullable String role,
            @RequestParam(name = "rlid", required = false) @Nullable String resourceLink,
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam(required = false) @Nullable UUID after,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String token) {
        if (limit < 1) {
            return Mono.error(Problem.invalid(List.of(Problem.Violation.parameter("limit", "limit is below 1"))));
        }
        var most = Math.min(limit, MOST);
        var nobody = (role != null && !LEARNERS.contains(role))
                || (resourceLink != null && !resourceLink.equals(link.toString()));
        return access.open(token, Set.of(LtiScope.MEMBERSHIP_READ), link)
                .flatMap(granted -> nobody
                        ? Mono.just(answer(granted.link(), List.of(), Optional.empty()))
                        : page(granted.link(), after == null ? FIRST : after, most, role));
    }

    private Mono<ResponseEntity<Container>> page(LtiLink link, UUID after, int most, @Nullable String role) {
        return members.name(link.provider(), link.intake())
                .thenMany(members.page(link.provider(), link.intake(), after, most + 1))
                .collectList()
                .map(found -> answer(
                        link,
                        found.stream().limit(most).map(Person::of).toList(),
                        found.size() > most
                                ? Optional.of(next(link, found.get(most - 1).subject(), most, role))
                                : Optional.empty()));
    }

    private ResponseEntity<Container> answer(LtiLink link, List<Person> people, Optional<String> next) {
        var answer = ResponseEntity.ok().cacheControl(CacheControl.noStore());
        next.ifPresent(address -> answer.header(HttpHeaders.LINK, "<" + address + ">; rel=\"next\""));
        return answer.body(
                new Container(address(link), new Context(link.intake().toString(), link.title()), people));
    }

    private String next(LtiLink link, UUID last, int most, @Nullable String role) {
        return UriComponentsBuilder.fromUriString(address(link))
                .queryParam("limit", most)
                .queryParam("after", last)
                .queryParamIfPresent("role", Optional.ofNullable(role))
                .encode()
                .toUriString();
    }

    private String address(LtiLink link) {
        return origin + "/lti/nrps/" + link.id() + "/memberships";
    }
}
