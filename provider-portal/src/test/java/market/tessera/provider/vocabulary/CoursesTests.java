package market.tessera.provider.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import market.tessera.provider.jsonld.Graph;
import market.tessera.provider.mapping.MappedRecord;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class CoursesTests {
    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void readACourseOfSchemaOrgWithItsInstances() {
        var course = only("""
                {"@context": "https://schema.org", "@type": "Course", "url": "https://nordkyst.example/wind",
                 "name": "Offshore wind", "courseCode": "ENG 204", "description": "For engineers. With a project at sea.",
                 "provider": {"@type": "CollegeOrUniversity", "name": "Nordkyst", "url": "https://nordkyst.example"},
                 "teaches": ["Interpret wind resource data", {"@type": "DefinedTerm", "name": "GIS", "url": "https://esco.example/gis"}],
                 "timeRequired": "PT50H", "numberOfCredits": {"@type": "StructuredValue", "value": 2, "unitText": "ECTS"},
                 "educationalLevel": "EQF level 6", "inLanguage": ["en", "Norwegian Bokmål"],
                 "coursePrerequisites": [{"@type": "Course", "name": "Statics"}, "A driving licence"],
                 "offers": {"@type": "Offer", "category": "Paid", "price": "3900.00", "priceCurrency": "NOK"},
                 "educationalCredentialAwarded": {"@type": "EducationalOccupationalCredential", "name": "Digital badge of wind"},
                 "keywords": "sea",
                 "hasCourseInstance": [
                   {"@type": "CourseInstance", "@id": "https://nordkyst.example/wind#1", "courseMode": "Blended",
                    "startDate": "2027-02-01T09:00:00+01:00", "endDate": "2027-03-15", "maximumAttendeeCapacity": 30,
                    "location": {"@type": "Place", "name": "Harbour", "address": {"addressLocality": "Tromsø", "addressCountry": "Norway"}},
                    "offers": {"price": 4100, "priceCurrency": "NOK", "validThrough": "2027-01-20"}}]}
                """);

        assertThat(course.node()).isEqualTo(JSON.readTree("""
                {"provider": "https://nordkyst.example", "externalId": "https://nordkyst.example/wind", "courseCodes": ["ENG 204"], "title": "Offshore wind",
                 "description": "For engineers. With a project at sea.", "summary": "For engineers. With a project at sea.",
                 "url": "https://nordkyst.example/wind", "outcomes": ["Interpret wind resource data"],
                 "skills": [{"label": "GIS", "uri": "https://esco.example/gis"}], "effort": {"hours": 50},
                 "credit": {"framework": "ECTS", "points": 2}, "level": {"framework": "EQF", "value": "6"},
                 "participation": {"mode": "blended", "place": {"name": "Harbour", "city": "Tromsø", "country": "NO"}},
                 "prerequisites": "Statics\\nA driving licence", "languages": ["en", "nb"],
                 "costs": [{"type": "tuition", "amount": 390000, "currency": "NOK", "mandatory": true}],
                 "credential": {"type": "digital-badge", "name": "Digital badge of wind"},
                 "intakes": [{"starts": "2027-02-01", "ends": "2027-03-15", "externalId": "https://nordkyst.example/wind#1", "seats": 30,
                   "mode": "blended", "place": "Harbour, Tromsø, NO", "price": {"amount": 410000, "currency": "NOK"}, "closes": "2027-01-20"}],
                 "provenance": {"summary": {"basis": "derived", "rule": "beginning of the description"}}}
                """));
        assertThat(notes(course)).containsExactly("keywords has no place in the catalogue format; left out");
    }

    @Test
    void guessNothingThatACourseDoesNotSay() {
        var course = only("""
                {"@type": "https://schema.org/Course", "@id": "https://a.example/1", "name": {"@value": "Sewing"},
                 "numberOfCredits": 3, "educationalLevel": "Beginner", "offers": {"category": "Subscription"},
                 "about": "Textiles", "inLanguage": "Klingon",
                 "hasCourseInstance": [{"courseMode": "online", "courseWorkload": "PT2H"}, {"courseMode": "onsite", "courseWorkload": "PT3H"}]}
                """);

        assertThat(course.node()).isEqualTo(JSON.readTree("""
                {"externalId": "https://a.example/1", "title": "Sewing", "url": "https://a.example/1"}
                """));
        assertThat(notes(course))
                .containsExactly(
                        "courseWorkload “PT2H, PT3H” differs between instances; left undisclosed",
                        "numberOfCredits “3” does not say in which unit it counts; left undisclosed",
                        "educationalLevel “Beginner” names no framework of levels; left undisclosed",
                        "courseMode “online and onsite” differs between instances; left undisclosed",
                        "inLanguage “Klingon” is no language tag; left undisclosed",
                        "offers “subscription” does not say what the course costs; left undisclosed",
                        "about “Textiles” has no code of a public scheme; left undisclosed",
                        "hasCourseInstance a run has no first day; it is no intake",
                        "hasCourseInstance a run has no first day; it is no intake");
    }

    @Test
    void readALearningOpportunityOfCtdl() {
        var course = only("""
                {"@context": "https://credreg.net/ctdl/schema/context/json", "@graph": [
                  {"@id": "https://r.example/ce-1", "@type": "ceterms:Course", "ceterms:ctid": "ce-1",
                   "ceterms:name": {"nb": "Sveising", "en": "Welding"}, "ceterms:inLanguage": ["nb", "en"],
                   "ceterms:ownedBy": ["_:board"], "ceterms:offeredBy": ["_:school"], "ceterms:accreditedBy": ["_:board"],
                   "ceterms:codedNotation": ["WELD 1", "WELD 2"],
                   "ceterms:estimatedDuration": [{"ceterms:exactDuration": "P3M"}, {"ceterms:exactDuration": "PT160H"}],
                   "ceterms:creditValue": [{"schema:value": 3, "ceterms:creditUnitType": {"ceterms:targetNode": "creditUnit:SemesterHours"}}],
                   "ceterms:deliveryType": [{"ceterms:targetNode": "deliveryType:InPerson"}],
                   "ceterms:availableAt": [{"@type": "ceterms:Place", "ceterms:addressLocality": {"en": "Reno"}, "ceterms:addressCountry": {"en": "USA"}}],
                   "ceterms:estimatedCost": [
                     {"ceterms:price": 90.5, "ceterms:currency": "USD", "ceterms:directCostType": {"ceterms:targetNode": "costType:Tuition"}},
                     {"ceterms:price": 100, "ceterms:currency": "USD", "ceterms:directCostType": {"ceterms:targetNode": "costType:AggregateCost"}}],
                   "ceterms:assessmentMethodType": [{"ceterms:targetNode": "assessMethod:Performance"}],
                   "ceterms:entryCondition": [{"ceterms:description": {"en": "Interview"}, "ceterms:condition": {"en": ["Eyesight", "Age 18"]}}],
                   "ceterms:instructionalProgramType": [{"ceterms:codedNotation": "48-0508", "ceterms:targetNodeName": {"en": "Welding"}}],
                   "ceterms:occupationType": [{"ceterms:codedNotation": "51-4121", "ceterms:targetNodeName": {"en": "Welders"}}]},
                  {"@id": "_:board", "@type": "ceterms:QACredentialOrganization", "ceterms:name": {"en": "Board"}},
                  {"@id": "_:school", "@type": "ceterms:CredentialOrganization", "ceterms:name": {"en": "School"}}]}
                """);

        assertThat(course.node()).isEqualTo(JSON.readTree("""
                {"provider": "School", "externalId": "ce-1", "courseCodes": ["WELD 1", "WELD 2"], "title": "Sveising", "awardingBody": {"name": "Board"},
                 "effort": {"weeks": 13, "hours": 160}, "credit": {"framework": "US-SCH", "points": 3},
                 "assessment": [{"type": "practical"}],
                 "participation": {"mode": "onsite", "place": {"city": "Reno", "country": "US"}},
                 "qualityAssurance": [{"type": "accreditation", "body": "Board"}],
                 "prerequisites": "Interview\\nEyesight\\nAge 18", "languages": ["nb", "en"],
                 "costs": [{"type": "tuition", "amount": 9050, "currency": "USD", "mandatory": true}],
                 "subjects": [{"scheme": "CIP", "code": "48.0508", "label": "Welding"}],
                 "occupations": [{"scheme": "SOC", "code": "51-4121", "label": "Welders"}],
                 "provenance": {"effort": {"basis": "derived", "rule": "52 weeks to the year", "from": "P3M"}}}
                """));
        assertThat(notes(course)).containsExactly("estimatedCost gives a total beside its parts; the parts were taken");
    }

    @Test
    void areFoundWhereverTheyStand() {
        assertThat(
                        found(
                                "{\"@type\": \"WebPage\", \"mainEntity\": {\"@type\": [\"Course\", \"Product\"], \"name\": \"A\"}}"))
                .hasSize(1);
        assertThat(found("[{\"decoded_resource\": {\"@graph\": [{\"@type\": \"ceterms:LearningProgram\"}]}}]"))
                .hasSize(1);
        assertThat(found("{\"@type\": \"ceterms:Certification\", \"ceterms:ctid\": \"ce-2\"}"))
                .hasSize(1);
        assertThat(found("{\"@type\": \"ceterms:CredentialOrganization\", \"ceterms:ctid\": \"ce-3\"}"))
                .isEmpty();
        assertThat(found("{\"@type\": \"BreadcrumbList\"}")).isEmpty();
    }

    private static MappedRecord only(String document) {
        var graph = new Graph();
        var courses = new ArrayList<ObjectNode>();
        Courses.find(JSON.readTree(document), courses::add, graph::add);
        assertThat(courses).hasSize(1);
        return numbersAsRead(Courses.offering(courses.getFirst(), graph, false).orElseThrow());
    }

    /** Numbers as a reader of the outcome has them, whatever they were computed with. */
    private static MappedRecord numbersAsRead(MappedRecord record) {
        return new MappedRecord((ObjectNode) JSON.readTree(record.node().toString()), record.repairs(), record.notes());
    }

    private static List<JsonNode> found(String document) {
        var courses = new ArrayList<JsonNode>();
        Courses.find(JSON.readTree(document), courses::add, _ -> {});
        return courses;
    }

    private static List<String> notes(MappedRecord record) {
        return record.notes().stream()
                .map(note -> note.column() + " " + note.reason())
                .toList();
    }
}
