package market.tessera.storefront.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import market.tessera.platform.identity.PersonName;
import market.tessera.platform.mail.EmailAddress;
import market.tessera.storefront.account.PasswordRules.Weakness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WhatIsTypedTests {
    private final PasswordRules rules = new PasswordRules();

    @Test
    void anAddressHasOneFormWhateverItsLetters() {
        assertThat(EmailAddress.parse("  Mara.Lind+x@Example.ORG "))
                .contains(new EmailAddress("mara.lind+x@example.org"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "mara",
                "mara@",
                "@example.org",
                "mara@example",
                "mara lind@example.org",
                "a@b.c, d@e.f",
                "Mara <mara@example.org>",
                "mara@example.org\nBcc: all@example.org",
                "\"a b\"@example.org"
            })
    void whatIsNoAddressIsNotTaken(String typed) {
        assertThat(EmailAddress.parse(typed)).isEmpty();
    }

    @Test
    void anAddressThatIsTooLongIsNotTaken() {
        assertThat(EmailAddress.parse("a".repeat(250) + "@example.org")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Mara Lind", "李小龍", "María-José Carreño Quiñones", "O'Brien", "J.R.R. Tolkien", "Ravi A/L Kumar"
            })
    void aNameMayBeWrittenInAnyWay(String name) {
        assertThat(PersonName.parse(name)).contains(new PersonName(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "Win a prize at https://evil.example",
                "Win at WWW.evil.example",
                "evil.example/prize",
                "a\u0000b"
            })
    void aNameCarriesNoMessages(String name) {
        assertThat(PersonName.parse(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"seven quiet herons", "correct horse battery staple", "Tr0ub4dor&3xyz!", "пять тихих цапель"})
    void acceptsPasswordsOfAnyKindThatAreHardToGuess(String password) {
        assertThat(rules.weaknessOf(password, List.of("mara@example.org", "Mara Lind")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1234567890", "password12", "qwertyuiop", "aaaaaaaaaaaaaaaa", "maralindmara", "tessera2026"})
    void refusesWhatGuessersTryFirst(String password) {
        assertThat(rules.weaknessOf(password, List.of("mara@example.org", "Mara Lind")))
                .contains(Weakness.GUESSABLE);
    }

    @Test
    void refusesWhatIsTooShortOrAbsurdlyLong() {
        assertThat(rules.weaknessOf("short", List.of())).contains(Weakness.SHORT);
        assertThat(rules.weaknessOf("x7q".repeat(100), List.of())).contains(Weakness.LONG);
    }
}
