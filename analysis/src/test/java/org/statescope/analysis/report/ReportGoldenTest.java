package org.statescope.analysis.report;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.statescope.analysis.file.SystemFile;
import org.statescope.analysis.golden.GoldenSystem;
import org.statescope.analysis.golden.Matching;
import org.statescope.analysis.golden.Tolerance;
import org.statescope.analysis.lti.Complex;
import org.statescope.analysis.lti.StateSpace;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The reference files are read as any user's file is, and the report's JSON is laid beside them,
/// field by field under the same names, at the tolerances that their README states.
class ReportGoldenTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @MethodSource("org.statescope.analysis.golden.GoldenSystem#all")
  void theReportAgreesWithTheReferenceUnderTheSameNames(GoldenSystem golden) throws IOException {
    Path file = Files.writeString(folder.resolve("system.json"), golden.json().toString());
    StateSpace system = SystemFile.read(file);
    String text =
        ReportJson.of(SystemReport.of(golden.name(), system), ReportGrid.of(system, file));
    Path written = Files.writeString(folder.resolve("report.json"), text);
    JsonNode json = JsonMapper.builder().build().readTree(text);
    assertSame(golden.system(), system);
    assertSame(system, SystemFile.read(written));
    ReportComparison comparison = new ReportComparison(golden, json);
    assertAll(
        golden.name(),
        () -> assertFields(golden, json),
        () -> assertPoles(golden, json),
        () -> assertStability(golden, json),
        () -> assertGains(golden, json),
        () -> assertZeros(golden, json),
        () -> assertSide(golden, json, "ctrb", "dist_uncontrollable"),
        () -> assertSide(golden, json, "obsv", "dist_unobservable"),
        comparison::energy,
        comparison::truncation,
        comparison::responses,
        comparison::discretisations);
  }

  private static void assertFields(GoldenSystem golden, JsonNode json) {
    for (String name : List.of("name", "domain", "n", "m", "p")) {
      assertEquals(golden.json().get(name), json.get(name), name);
    }
    TreeSet<String> missing = ReportedFields.missing(golden.json(), json);
    if (json.get("stable").isNull()) {
      // An answer that rounding does not allow is explained instead.
      missing.remove("stable is null");
      assertTrue(json.get("not_defined").has("stable"));
    }
    assertTrue(missing.isEmpty(), "the report lacks " + missing);
  }

  private static void assertSame(StateSpace expected, StateSpace actual) {
    assertArrayEquals(expected.a().data, actual.a().data);
    assertArrayEquals(expected.b().data, actual.b().data);
    assertArrayEquals(expected.c().data, actual.c().data);
    assertArrayEquals(expected.d().data, actual.d().data);
    assertEquals(expected.timeDomain(), actual.timeDomain());
  }

  private static void assertPoles(GoldenSystem golden, JsonNode json) {
    List<Complex> poles = GoldenSystem.complexes(json.get("poles"));
    double[] distances = Matching.distances(golden.poles(), poles);
    double largest = 0;
    for (int i = 0; i < distances.length; i++) {
      Complex pole = golden.poles().get(i);
      double tolerance = Tolerance.pole(golden, pole);
      largest = Math.max(largest, tolerance);
      double distance = distances[i];
      assertTrue(
          distance <= tolerance, () -> pole + " is off by " + distance + " over " + tolerance);
    }
    assertEquals(poles.size(), json.get("pole_properties").size());
    for (String extent : List.of("spectral_abscissa", "spectral_radius")) {
      assertNumber(golden, json, extent, largest);
    }
    assertNumber(golden, json, "norm2_A", 1e-13 * golden.norm());
    assertNumber(golden, json, "numerical_abscissa", 1e-13 * golden.norm());
  }

  private static void assertNumber(
      GoldenSystem golden, JsonNode json, String field, double tolerance) {
    double expected = golden.number(field).orElseThrow();
    assertEquals(expected, GoldenSystem.number(json.get(field)), tolerance, field);
  }

  private static void assertStability(GoldenSystem golden, JsonNode json) {
    if (!json.get("stable").isNull()) {
      assertEquals(golden.json().get("stable"), json.get("stable"));
    }
    double expected = golden.number("stability_radius", "value").orElseThrow();
    double actual = GoldenSystem.number(json.get("stability_radius").get("value"));
    assertEquals(expected, actual, Tolerance.singularValue(golden, expected), "stability_radius");
    if (golden.field("transient_growth").isPresent()) {
      double growth = golden.number("transient_growth", "max_norm").orElseThrow();
      double reported = GoldenSystem.number(json.get("transient_growth").get("max_norm"));
      assertEquals(growth, reported, 1e-7 * growth, "transient_growth");
    }
  }

  private static void assertGains(GoldenSystem golden, JsonNode json) {
    var expected = golden.number("hinf_norm");
    if (expected.isPresent()) {
      double actual = GoldenSystem.number(json.get("hinf_norm"));
      double tolerance = Tolerance.hInfinityNorm(golden) * expected.get();
      assertEquals(expected.get(), actual, tolerance, "hinf_norm");
    }
  }

  private static void assertZeros(GoldenSystem golden, JsonNode json) {
    if (golden.field("invariant_zeros").isEmpty()) {
      return;
    }
    List<Complex> expected = GoldenSystem.complexes(golden.json().get("invariant_zeros"));
    List<Complex> actual = GoldenSystem.complexes(json.get("invariant_zeros"));
    assertEquals(expected.size(), actual.size(), "invariant_zeros");
    double[] distances = Matching.distances(expected, actual);
    for (int i = 0; i < distances.length; i++) {
      Complex zero = expected.get(i);
      double tolerance = Tolerance.zero(expected, zero, golden.norm());
      double distance = distances[i];
      assertTrue(
          distance <= tolerance, () -> "zero " + zero + " off by " + distance + ", " + tolerance);
    }
  }

  private static void assertSide(GoldenSystem golden, JsonNode json, String side, String distance) {
    assertEquals(
        golden.json().get("kalman").get(side).get("rank_exact"),
        json.get("kalman").get(side).get("rank_exact"));
    assertEquals(
        golden.json().get("staircase").get(side).get("dim_exact"),
        json.get("staircase").get(side).get("dim_exact"));
    double expected = golden.number(distance, "value").orElseThrow();
    double actual = GoldenSystem.number(json.get(distance).get("value"));
    if (golden.field(distance, "below_double_resolution").map(JsonNode::asBoolean).orElse(false)) {
      assertTrue(actual <= 1e-12 * golden.norm(), distance + " is " + actual);
    } else {
      double lower = golden.number(distance, "certified_lower_bound").orElse(0.0);
      double noise = 1e-13 * golden.norm();
      assertTrue(
          actual <= expected * (1 + 1e-6) + noise && actual >= lower * (1 - 1e-9) - noise,
          distance + " is " + actual + " for " + expected);
    }
    new HautusComparison(golden, json, side).compare();
  }
}
