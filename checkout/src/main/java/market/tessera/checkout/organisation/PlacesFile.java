package market.tessera.checkout.organisation;

import java.util.List;
import java.util.Objects;

/** The places of an organisation as a file. */
final class PlacesFile {
    static final List<String> HEAD = List.of(
            "course", "institution", "starts", "ends", "status", "email", "name", "invited", "joined", "result");

    private PlacesFile() {}

    /** What is not known, or not the organisation's to know, is empty. */
    static List<String> row(BoughtPlace place) {
        return List.of(
                place.title(),
                place.providerName(),
                Objects.toString(place.starts(), ""),
                Objects.toString(place.ends(), ""),
                place.key(),
                Objects.toString(place.email(), ""),
                Objects.toString(place.name(), ""),
                Objects.toString(place.invitedAt(), ""),
                Objects.toString(place.takenAt(), ""),
                Objects.toString(place.grade(), ""));
    }
}
