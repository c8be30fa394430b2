package market.tessera.provider.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import market.tessera.provider.PortalTest;
import market.tessera.provider.Program;
import market.tessera.provider.TestPeople.Cast;
import market.tessera.provider.access.Scope;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

/** An institution with a system of its own, which calls the API. */
@PortalTest
public abstract class ProgramOfAnInstitution {
    protected static final String OFFERINGS = "/api/v1/provider/offerings";

    @Autowired
    protected Cast cast;

    @Autowired
    protected WebTestClient web;

    protected UUID nordkyst;
    protected Program author;

    @BeforeEach
    void anInstitutionWithASystemOfItsOwn() {
        nordkyst = cast.institution("Nordkyst");
        author = cast.program(nordkyst, null, Scope.WRITE);
    }

    protected String begin(String title) {
        var created = author.post(OFFERINGS, "{\"elements\": {\"title\": \"%s\"}}".formatted(title));
        assertThat(created.status()).isEqualTo(201);
        return created.headers().getLocation().toString();
    }

    protected static String id(String offering) {
        return offering.substring(offering.lastIndexOf('/') + 1);
    }
}
