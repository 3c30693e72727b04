package org.statescope.analysis.report;

import java.util.Locale;
import java.util.stream.IntStream;
import org.ejml.data.ZMatrixRMaj;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.response.Discretisation;
import org.statescope.analysis.response.FrequencyResponse;
import org.statescope.analysis.response.TimeResponse;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Responses over frequency and time, and discretisations, as JSON.
final class ResponseJson {
  /// Part of the largest value: a response that may be off by more says so.
  private static final double UNTRUSTED = 1e-3;

  private final StateSpace system;
  private final ReportGrid grid;
  private final JsonFields fields;

  private ResponseJson(StateSpace system, ReportGrid grid, JsonFields fields) {
    this.system = system;
    this.grid = grid;
    this.fields = fields;
  }

  static void write(StateSpace system, ReportGrid grid, JsonFields fields) {
    ResponseJson json = new ResponseJson(system, grid, fields);
    json.frequencies();
    json.times();
    json.discretisations();
  }

  private void frequencies() {
    fields.defined(
        "freq_response",
        () -> {
          FrequencyResponse response = FrequencyResponse.of(system, grid.frequencies());
          ObjectNode node = fields.object();
          node.set("omega_rad_per_s", JsonValues.numbers(response.frequencies()));
          ArrayNode gains = node.putArray("G");
          response.values().forEach(gain -> gains.add(complexMatrix(gain)));
          return node;
        });
    fields.defined("dcgain", () -> JsonValues.matrix(FrequencyResponse.gainAtZero(system)));
  }

  private static ArrayNode complexMatrix(ZMatrixRMaj matrix) {
    ArrayNode rows = JsonValues.array();
    for (int i = 0; i < matrix.numRows; i++) {
      ArrayNode row = rows.addArray();
      for (int j = 0; j < matrix.numCols; j++) {
        row.add(JsonValues.numbers(matrix.getReal(i, j), matrix.getImag(i, j)));
      }
    }
    return rows;
  }

  private void times() {
    if (system.isDiscrete()) {
      int[] impulse = whole(grid.impulseTimes());
      int[] step = whole(grid.stepTimes());
      samples("impulse_response", impulse, TimeResponse.discreteImpulse(system, count(impulse)));
      samples("step_response", step, TimeResponse.discreteStep(system, count(step)));
    } else {
      response("impulse_response", TimeResponse.impulse(system, grid.impulseTimes()));
      response("step_response", TimeResponse.step(system, grid.stepTimes()));
    }
  }

  private static int[] whole(double[] steps) {
    return java.util.Arrays.stream(steps).mapToInt(k -> (int) k).toArray();
  }

  private static int count(int[] steps) {
    return 1 + IntStream.of(steps).max().orElse(0);
  }

  private void samples(String field, int[] steps, TimeResponse response) {
    ObjectNode node = fields.object();
    ArrayNode times = node.putArray("k");
    ArrayNode outputs = node.putArray("y");
    for (int k : steps) {
      times.add(k);
      outputs.add(JsonValues.matrix(response.values().get(k)));
    }
    withError(field, node, response);
  }

  private void response(String field, TimeResponse response) {
    ObjectNode node = fields.object();
    node.set("t", JsonValues.numbers(response.times()));
    ArrayNode outputs = node.putArray("y");
    response.values().forEach(value -> outputs.add(JsonValues.matrix(value)));
    withError(field, node, response);
  }

  private void withError(String field, ObjectNode node, TimeResponse response) {
    double error = response.relativeError();
    node.set("relative_error", JsonValues.number(error));
    fields.set(field, node);
    if (!(error <= UNTRUSTED)) {
      fields.reason(
          field,
          String.format(
              Locale.ROOT,
              "The values are not to be trusted: rounding may have moved them by %.2g of the"
                  + " largest",
              error));
    }
  }

  private void discretisations() {
    if (system.isDiscrete()) {
      fields.missing("discretisations", "The system is in discrete time already");
      return;
    }
    double period = grid.samplePeriod();
    ObjectNode node = fields.object();
    node.put("dt", period);
    fields.set("discretisations", node);
    converted(node, "zoh", Discretisation.zeroOrderHold(system, period), false);
    converted(node, "tustin", Discretisation.bilinear(system, period), true);
    converted(node, "euler_forward", Discretisation.forwardEuler(system, period), false);
    converted(node, "euler_backward", Discretisation.backwardEuler(system, period), true);
  }

  /// C and D are left out where the method does not change them.
  private void converted(
      ObjectNode node, String method, Discretisation.Result result, boolean outputs) {
    switch (result) {
      case Discretisation.Result.Converted(StateSpace discrete, double condition) -> {
        ObjectNode matrices = node.putObject(method);
        matrices.set("A", JsonValues.matrix(discrete.a()));
        matrices.set("B", JsonValues.matrix(discrete.b()));
        if (outputs) {
          matrices.set("C", JsonValues.matrix(discrete.c()));
          matrices.set("D", JsonValues.matrix(discrete.d()));
          matrices.set("condition", JsonValues.number(condition));
        }
      }
      case Discretisation.Result.Undefined(String reason) -> {
        node.putNull(method);
        fields.reason("discretisations." + method, reason);
      }
    }
  }
}
