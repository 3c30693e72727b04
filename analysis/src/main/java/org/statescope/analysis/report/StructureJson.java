package org.statescope.analysis.report;

import org.statescope.analysis.structure.ExactRank;
import org.statescope.analysis.structure.HautusTest;
import org.statescope.analysis.structure.StructuralAnswer;
import org.statescope.analysis.structure.StructuralDistance;
import org.statescope.analysis.structure.Verdict;
import tools.jackson.databind.node.ObjectNode;

/// Controllability and observability as JSON, side by side under the names `ctrb` and `obsv`.
final class StructureJson {
  private StructureJson() {}

  static void write(SystemReport report, JsonFields fields) {
    ObjectNode root = fields.root();
    ObjectNode verdicts = root.putObject("verdicts");
    verdict(verdicts.putObject("stable"), report.stability().verdict());
    verdict(verdicts.putObject("controllable"), report.controllability().verdict());
    verdict(verdicts.putObject("observable"), report.observability().verdict());
    ObjectNode kalman = root.putObject("kalman");
    ObjectNode staircase = root.putObject("staircase");
    ObjectNode hautus = root.putObject("pbh_sigma_min");
    side("ctrb", report.controllability(), kalman, staircase, hautus);
    side("obsv", report.observability(), kalman, staircase, hautus);
    rank("ctrb", report.controllabilityKalman(), kalman, fields);
    rank("obsv", report.observabilityKalman(), kalman, fields);
    distance(root.putObject("dist_uncontrollable"), report.controllability());
    distance(root.putObject("dist_unobservable"), report.observability());
  }

  private static void verdict(ObjectNode node, Verdict verdict) {
    node.put("answer", VerdictWords.of(verdict));
    node.set("value", JsonValues.number(verdict.value()));
    node.set("tolerance", JsonValues.number(verdict.tolerance()));
    node.set("margin", JsonValues.number(verdict.margin()));
    node.put("method", verdict.method().words());
    node.set("condition", JsonValues.number(verdict.condition()));
    node.put("reason", verdict.reason());
  }

  private static void side(
      String side,
      StructuralAnswer answer,
      ObjectNode kalman,
      ObjectNode staircase,
      ObjectNode hautus) {
    ExactRank exact = answer.exactRank();
    kalman.putObject(side).put("rank_exact", exact.rank());
    staircase
        .putObject(side)
        .put("dim_exact", exact.rank())
        .put("dim_numerical", answer.staircase().dimension());
    double[] values =
        answer.hautus().entries().stream()
            .mapToDouble(HautusTest.Entry::smallestSingularValue)
            .toArray();
    hautus.set(side, JsonValues.numbers(values));
  }

  private static void rank(String side, KalmanRank rank, ObjectNode kalman, JsonFields fields) {
    ObjectNode node = kalman.withObject(side);
    switch (rank) {
      case KalmanRank.Computed(var matrix) -> {
        node.set("singular_values", JsonValues.numbers(matrix.singularValues()));
        node.set("error_bound", JsonValues.number(matrix.errorBound()));
        node.put("rank_numerical", matrix.numericalRank());
      }
      case KalmanRank.Overflow(String reason) -> {
        node.putNull("singular_values");
        node.putNull("rank_numerical");
        fields.reason("kalman." + side, reason);
      }
    }
  }

  private static void distance(ObjectNode node, StructuralAnswer answer) {
    StructuralDistance distance = answer.distance();
    node.set("value", JsonValues.number(distance.value()));
    node.set("lambda", JsonValues.complex(distance.at()));
    node.set("certified_lower_bound", JsonValues.number(distance.lowerBound()));
    node.put("bnb_evaluations", distance.evaluations());
    node.put("exact", !answer.exactRank().isFull());
    node.put("below_double_resolution", distance.belowResolution());
  }
}
