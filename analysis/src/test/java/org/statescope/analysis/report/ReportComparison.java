package org.statescope.analysis.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.statescope.analysis.golden.Closeness;
import org.statescope.analysis.golden.GoldenSystem;
import org.statescope.analysis.golden.Tolerance;
import tools.jackson.databind.JsonNode;

/// Matrices and trajectories of a report beside those of the reference.
final class ReportComparison {
  private final GoldenSystem golden;
  private final JsonNode json;

  ReportComparison(GoldenSystem golden, JsonNode json) {
    this.golden = golden;
    this.json = json;
  }

  void energy() {
    JsonNode lyapunov = json.get("lyapunov");
    if (!lyapunov.isNull()) {
      assertTrue(GoldenSystem.number(lyapunov.get("relative_residual")) < 1e-12, "lyapunov");
      double condition = GoldenSystem.number(lyapunov.get("condition"));
      if (Tolerance.isHopeless(golden)) {
        assertTrue(condition > Tolerance.HOPELESS_CONDITION / 1e3, "lyapunov condition");
      } else if (condition < Tolerance.HOPELESS_CONDITION) {
        double reference = golden.number("cond", "lyapunov").orElse(condition);
        matrix("lyapunov.X", golden.json().get("lyapunov").get("X"), lyapunov.get("X"), reference);
      }
    }
    finiteGramians();
    if (golden.number("cond", "lyapunov").isEmpty()) {
      return;
    }
    double expected = golden.number("h2_norm").orElseThrow();
    double h2 = GoldenSystem.number(json.get("h2_norm"));
    if (Double.isInfinite(expected)) {
      assertEquals("Infinity", json.get("h2_norm").asString());
    } else {
      assertEquals(expected, h2, Tolerance.h2Norm(golden) * expected, "h2_norm");
    }
    double[] hankel = GoldenSystem.numbers(golden.json().get("hsv"));
    assertArrayEquals(hankel, GoldenSystem.numbers(json.get("hsv")), 1e-11 * hankel[0], "hsv");
    double condition = GoldenSystem.number(json.get("cond").get("lyapunov"));
    if (Tolerance.isHopeless(golden)) {
      assertTrue(condition > Tolerance.HOPELESS_CONDITION / 1e3, "cond.lyapunov");
      return;
    }
    assertEquals(1, condition / Tolerance.condition(golden), 0.1, "cond.lyapunov");
    for (String side : new String[] {"Wc", "Wo"}) {
      matrix(
          side,
          golden.json().get("gramians").get(side),
          json.get("gramians").get(side),
          Tolerance.condition(golden));
    }
  }

  private void finiteGramians() {
    JsonNode expected = golden.json().get("finite_gramians");
    JsonNode actual = json.get("finite_gramians");
    assertEquals(expected.size(), actual.size());
    for (int i = 0; i < expected.size() && !Tolerance.isHopeless(golden); i++) {
      for (String side : new String[] {"Wc", "Wo"}) {
        matrix(
            "finite " + side,
            expected.get(i).get(side),
            actual.get(i).get(side),
            Tolerance.condition(golden));
      }
    }
  }

  private void matrix(String what, JsonNode expected, JsonNode actual, double condition) {
    double tolerance =
        Math.max(1e-12, 100 * Tolerance.UNIT_ROUNDOFF * golden.system().order() * condition);
    Closeness.assertRelative(
        GoldenSystem.matrix(expected), GoldenSystem.matrix(actual), tolerance, what);
  }

  void truncation() {
    if (golden.field("balanced_truncation").isEmpty()) {
      return;
    }
    JsonNode expected = golden.json().get("balanced_truncation");
    JsonNode actual = json.get("balanced_truncation");
    double[] hankel = GoldenSystem.numbers(golden.json().get("hsv"));
    for (int i = 0; i < expected.size(); i++) {
      int order = expected.get(i).get("order").asInt();
      if (i >= actual.size()) {
        assertTrue(hankel[order - 1] <= 1e-11 * hankel[0], "order " + order + " is left out");
      } else {
        assertEquals(order, actual.get(i).get("order").asInt());
        double noise = 1e-11 * hankel[0];
        near("bound_upper", expected.get(i), actual.get(i), noise);
        near("bound_lower", expected.get(i), actual.get(i), noise);
        double error = GoldenSystem.number(expected.get(i).get("hinf_error"));
        near("hinf_error", expected.get(i), actual.get(i), Tolerance.truncation(error, hankel[0]));
        assertTrue(actual.get(i).has("hinf_error_as_stored"));
      }
    }
  }

  private static void near(String field, JsonNode expected, JsonNode actual, double tolerance) {
    double value = GoldenSystem.number(expected.get(field));
    String what = field + " of order " + expected.get("order");
    assertEquals(value, GoldenSystem.number(actual.get(field)), tolerance, what);
  }

  void responses() {
    double gains = largest(golden.json().get("freq_response").get("G"));
    trajectory("freq_response", "G", gains);
    // A gain that is zero by symmetry is measured against the response at other frequencies.
    if (golden.field("dcgain").isPresent()) {
      JsonNode gain = golden.json().get("dcgain");
      double size = Math.max(gains, largest(gain));
      double error = largestDifference(gain, json.get("dcgain"));
      assertTrue(error <= Tolerance.response(golden) * size, "dcgain is off by " + error / size);
    }
    for (String field : new String[] {"impulse_response", "step_response"}) {
      trajectory(field, "y", largest(golden.json().get(field).get("y")));
    }
  }

  private void trajectory(String field, String values, double size) {
    JsonNode expected = golden.json().get(field);
    for (String grid : new String[] {"omega_rad_per_s", "t", "k"}) {
      if (expected.has(grid)) {
        assertArrayEquals(
            GoldenSystem.numbers(expected.get(grid)),
            GoldenSystem.numbers(json.get(field).get(grid)),
            field + "." + grid);
      }
    }
    double error = largestDifference(expected.get(values), json.get(field).get(values));
    assertTrue(error <= Tolerance.response(golden) * size, field + " is off by " + error / size);
  }

  void discretisations() {
    if (golden.field("discretisations").isEmpty()) {
      return;
    }
    JsonNode reference = golden.json().get("discretisations");
    for (String method : new String[] {"zoh", "tustin", "euler_forward", "euler_backward"}) {
      JsonNode actual = json.get("discretisations").get(method);
      for (var matrix : reference.get(method).properties()) {
        String name = matrix.getKey();
        double size = largest(matrix.getValue());
        if (name.equals("D")) {
          // D may be all cancellation: what it is the sum of is measured by C and B.
          size += largest(actual.get("C")) * largest(actual.get("B"));
        }
        double error = largestDifference(matrix.getValue(), actual.get(name));
        assertTrue(
            error <= Tolerance.response(golden) * size,
            method + " " + name + " is off by " + error / size);
      }
    }
  }

  /// The largest number of nested lists of numbers.
  private static double largest(JsonNode node) {
    double largest = node.isArray() ? 0 : Math.abs(GoldenSystem.number(node));
    for (JsonNode entry : node) {
      largest = Math.max(largest, largest(entry));
    }
    return largest;
  }

  private static double largestDifference(JsonNode expected, JsonNode actual) {
    if (!expected.isArray()) {
      return Math.abs(GoldenSystem.number(expected) - GoldenSystem.number(actual));
    }
    assertEquals(expected.size(), actual.size());
    double largest = 0;
    for (int i = 0; i < expected.size(); i++) {
      largest = Math.max(largest, largestDifference(expected.get(i), actual.get(i)));
    }
    return largest;
  }
}
