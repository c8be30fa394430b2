package market.tessera.provider.disclosure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import market.tessera.provider.disclosure.Disclosable.Facts;
import market.tessera.provider.provider.CatalogueFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.stereotype.Component;

/** The disclosure profiles that ship as {@code profiles/*.yml}. */
@Component
public class DisclosureProfiles {
    private final List<DisclosureProfile> profiles;

    DisclosureProfiles(ResourcePatternResolver resources) throws IOException {
        profiles = Arrays.stream(resources.getResources("classpath*:profiles/*.yml"))
                .map(DisclosureProfiles::read)
                .sorted(Comparator.comparing(DisclosureProfile::name))
                .toList();
    }

    public List<DisclosureProfile> all() {
        return profiles;
    }

    /** The profile by which a provider of that country is measured. */
    public DisclosureProfile forCountry(@Nullable String country) {
        return profiles.stream()
                .filter(profile -> country != null && profile.markets().contains(country))
                .findFirst()
                .or(() -> profiles.stream().filter(DisclosureProfile::fallback).findFirst())
                .orElseThrow(() -> new IllegalStateException("No disclosure profile is the fallback"));
    }

    public Completeness measure(Facts facts) {
        return new Completeness(
                forCountry(facts.country()).completeness(facts),
                profiles.stream()
                        .filter(profile -> profile.isMetBy(facts))
                        .map(DisclosureProfile::name)
                        .toList());
    }

    private static DisclosureProfile read(Resource file) {
        try (var content = file.getInputStream()) {
            return CatalogueFormat.YAML.readValue(content, DisclosureProfile.class);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
