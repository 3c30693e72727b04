package org.statescope.analysis.report;

import org.ejml.data.DMatrixRMaj;
import org.statescope.analysis.gramian.FiniteHorizonGramians;
import org.statescope.analysis.gramian.ModelReduction;
import org.statescope.analysis.linalg.Lyapunov;
import org.statescope.analysis.linalg.MatrixEquationResult;
import org.statescope.analysis.lti.Poles;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.response.TruncationError;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Finite Gramians, a Lyapunov equation and reduced systems as JSON.
final class EnergyJson {
  private final StateSpace system;
  private final ReportGrid grid;
  private final JsonFields fields;

  private EnergyJson(StateSpace system, ReportGrid grid, JsonFields fields) {
    this.system = system;
    this.grid = grid;
    this.fields = fields;
  }

  static void write(StateSpace system, ReportGrid grid, JsonFields fields) {
    EnergyJson json = new EnergyJson(system, grid, fields);
    json.lyapunov();
    fields.defined("finite_gramians", json::finiteGramians);
    json.truncations();
  }

  private void lyapunov() {
    DMatrixRMaj q = grid.lyapunovRightSide();
    MatrixEquationResult result =
        system.isDiscrete() ? Lyapunov.discrete(system.a(), q) : Lyapunov.continuous(system.a(), q);
    switch (result) {
      case MatrixEquationResult.Solved solved -> {
        ObjectNode node = fields.object();
        node.set("Q", JsonValues.matrix(q));
        node.set("X", JsonValues.matrix(solved.x()));
        node.set("condition", JsonValues.number(solved.conditionEstimate()));
        node.set("relative_residual", JsonValues.number(solved.relativeResidual()));
        fields.set("lyapunov", node);
      }
      case MatrixEquationResult.Singular(String reason) -> fields.missing("lyapunov", reason);
    }
  }

  private JsonNode finiteGramians() {
    ArrayNode entries = JsonValues.array();
    for (double horizon : grid.horizons()) {
      ObjectNode entry = entries.addObject();
      if (system.isDiscrete()) {
        int steps = (int) horizon;
        entry.put("N", steps);
        gramians(
            entry,
            FiniteHorizonGramians.controllability(system, steps).matrix(),
            FiniteHorizonGramians.observability(system, steps).matrix());
      } else {
        entry.put("t", horizon);
        gramians(
            entry,
            FiniteHorizonGramians.controllability(system, horizon).matrix(),
            FiniteHorizonGramians.observability(system, horizon).matrix());
      }
    }
    return entries;
  }

  private static void gramians(ObjectNode entry, DMatrixRMaj wc, DMatrixRMaj wo) {
    entry.set("Wc", JsonValues.matrix(wc));
    entry.set("Wo", JsonValues.matrix(wo));
  }

  private void truncations() {
    switch (ModelReduction.of(system)) {
      case ModelReduction.Result.Unstable(String reason) ->
          fields.missing("balanced_truncation", reason);
      case ModelReduction.Result.Static(String reason) ->
          fields.missing("balanced_truncation", reason);
      case ModelReduction.Result.Balanced(ModelReduction reduction) ->
          fields.defined("balanced_truncation", () -> truncations(reduction));
    }
  }

  private JsonNode truncations(ModelReduction reduction) {
    ArrayNode entries = JsonValues.array();
    for (int order : grid.orders()) {
      if (order <= reduction.numericalOrder()) {
        truncation(entries.addObject(), reduction, order);
      } else {
        fields.reason(
            "balanced_truncation",
            "Orders above %d are left out: the Hankel singular values there are rounding"
                .formatted(reduction.numericalOrder()));
      }
    }
    return entries;
  }

  private static void truncation(ObjectNode entry, ModelReduction reduction, int order) {
    ModelReduction.Reduced reduced = reduction.truncated(order);
    TruncationError error = TruncationError.of(reduction, order);
    entry.put("order", order);
    entry.set("hinf_error", JsonValues.number(error.ofTruncation()));
    entry.set("hinf_error_as_stored", JsonValues.number(error.asStored()));
    entry.put("hinf_error_arithmetic", arithmetic(error.arithmetic()));
    entry.set("peak_freq", JsonValues.number(error.frequency()));
    entry.set("bound_lower", JsonValues.number(reduced.smallestError()));
    entry.set("bound_upper", JsonValues.number(reduced.errorBound()));
    entry.set("reduced_poles", JsonValues.complexes(Poles.of(reduced.system())));
  }

  private static String arithmetic(TruncationError.Arithmetic arithmetic) {
    return switch (arithmetic) {
      case DOUBLES -> "doubles";
      case HUNDRED_DIGITS -> "hundred digits";
    };
  }
}
