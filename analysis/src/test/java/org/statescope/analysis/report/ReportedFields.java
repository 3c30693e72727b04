package org.statescope.analysis.report;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// Which fields of a reference file a report lacks, by path; a list is looked at by its first
/// object.
final class ReportedFields {
  /// What the reference files say of themselves and of other tools, and not of the system.
  private static final List<String> OF_THE_REFERENCE =
      List.of(
          // Where the file comes from and how it was made.
          "set",
          "provenance",
          "tags",
          "note",
          "method",
          "build_seconds",
          "precision_bits",
          "published",
          "invariant_zeros_note",
          "dist_uncontrollable.note",
          "dist_uncontrollable.refinement",
          "dist_unobservable.note",
          "dist_unobservable.refinement",
          // How well its multi-precision arithmetic did.
          "schur_residual_log10",
          "lyapunov_residual_log10",
          "balanced_truncation.projector_check",
          // What SLICOT, NumPy and others answer; the README calls the rank no target.
          "crosscheck",
          "hinf_slicot_ab13dd",
          "stability_radius.slicot_ab13fd",
          "staircase.ctrb.slicot_tb01ud",
          "staircase.obsv.slicot_tb01ud",
          "kalman.ctrb.rank_double_default_tol",
          "kalman.obsv.rank_double_default_tol");

  /// Null in the reference where its own arithmetic would have taken too long.
  private static final List<String> NOT_COMPUTED =
      List.of("invariant_zeros", "balanced_truncation");

  private ReportedFields() {}

  /// The paths in the reference that are neither in the report nor of the reference itself. A field
  /// that the report has as null must be null in the reference too.
  static TreeSet<String> missing(JsonNode reference, JsonNode report) {
    TreeSet<String> missing = new TreeSet<>();
    compare("", reference, report, missing);
    return missing;
  }

  private static void compare(
      String path, JsonNode reference, JsonNode report, TreeSet<String> missing) {
    for (Map.Entry<String, JsonNode> field : reference.properties()) {
      String place = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
      if (OF_THE_REFERENCE.contains(place)) {
        continue;
      }
      JsonNode own = report.get(field.getKey());
      if (own == null) {
        missing.add(place);
      } else if (field.getValue().isNull() && NOT_COMPUTED.contains(place)) {
        continue;
      } else if (field.getValue().isNull() != own.isNull()) {
        missing.add(place + (own.isNull() ? " is null" : " is not null"));
      } else if (field.getValue().isObject()) {
        compare(place, field.getValue(), own, missing);
      } else if (field.getValue().isArray() && field.getValue().path(0).isObject()) {
        compare(place, field.getValue().get(0), own.path(0), missing);
      }
    }
  }
}
