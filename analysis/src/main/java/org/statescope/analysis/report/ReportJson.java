package org.statescope.analysis.report;

import org.statescope.analysis.gramian.Gramian;
import org.statescope.analysis.gramian.GramianPairResult;
import org.statescope.analysis.gramian.H2Norm;
import org.statescope.analysis.gramian.HankelSingularValues;
import org.statescope.analysis.lti.Continuous;
import org.statescope.analysis.lti.Discrete;
import org.statescope.analysis.lti.PoleProperties;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.stability.HInfinityNorm;
import org.statescope.analysis.stability.StabilityRadius;
import org.statescope.analysis.stability.TransientGrowth;
import org.statescope.analysis.stability.ZeroUncertainty;
import org.statescope.analysis.structure.Verdict;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A report as JSON with the field names of the reference files, so that one can be laid beside the
/// other; a report is itself a system file.
///
/// What is not defined is null, and `not_defined` says why by field. Of our own are `verdicts`,
/// `pole_properties`, the certified bounds, the conditions, `rank_numerical`, the number of Kalman
/// singular values above their error bound, `invariant_zeros_uncertainty`, null where it is
/// unknown, and the `relative_error` of responses over time. A reduced system has `hinf_error`, of
/// the truncation itself, and `hinf_error_as_stored`, of its matrices in doubles. `stable` is null
/// where it is undecidable.
public final class ReportJson {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final SystemReport report;
  private final JsonFields fields;
  private final ObjectNode root;

  private ReportJson(SystemReport report, JsonFields fields) {
    this.report = report;
    this.fields = fields;
    this.root = fields.root();
  }

  /// The report as indented JSON.
  ///
  /// @param grid where responses, finite Gramians and reduced systems are sampled
  public static String of(SystemReport report, ReportGrid grid) {
    JsonFields fields = new JsonFields();
    ReportJson json = new ReportJson(report, fields);
    json.system();
    json.poles();
    json.stability();
    StructureJson.write(report, fields);
    json.energy();
    json.gains();
    EnergyJson.write(report.system(), grid, fields);
    ResponseJson.write(report.system(), grid, fields);
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(fields.finished());
  }

  private void system() {
    StateSpace system = report.system();
    root.put("name", report.name());
    root.put("n", system.order());
    root.put("m", system.inputs());
    root.put("p", system.outputs());
    switch (system.timeDomain()) {
      case Continuous() -> root.put("domain", "ct").putNull("dt");
      case Discrete(double samplePeriod) -> root.put("domain", "dt").put("dt", samplePeriod);
    }
    root.set("A", JsonValues.matrix(system.a()));
    root.set("B", JsonValues.matrix(system.b()));
    root.set("C", JsonValues.matrix(system.c()));
    root.set("D", JsonValues.matrix(system.d()));
    root.set("norm2_A", JsonValues.number(report.norm()));
  }

  private void poles() {
    root.set(
        "poles", JsonValues.complexes(report.poles().stream().map(PoleProperties::pole).toList()));
    var properties = root.putArray("pole_properties");
    for (PoleProperties pole : report.poles()) {
      ObjectNode entry = properties.addObject();
      entry.set("damping_ratio", JsonValues.number(pole.dampingRatio()));
      entry.set("natural_frequency", JsonValues.number(pole.naturalFrequency()));
      entry.set("time_constant", JsonValues.number(pole.timeConstant()));
    }
    root.set(
        "spectral_abscissa", JsonValues.number(report.stability().margin().spectralAbscissa()));
    root.set("spectral_radius", JsonValues.number(report.stability().margin().spectralRadius()));
    root.set("numerical_abscissa", JsonValues.number(report.numericalAbscissa()));
  }

  private void stability() {
    switch (report.stability().verdict()) {
      case Verdict.Holds _ -> root.put("stable", true);
      case Verdict.Fails _ -> root.put("stable", false);
      case Verdict.Undecidable undecidable -> {
        root.putNull("stable");
        fields.reason("stable", undecidable.reason());
      }
    }
    ObjectNode radius = root.putObject("stability_radius");
    switch (report.stability().radius()) {
      case StabilityRadius.Stable stable -> {
        radius.set("value", JsonValues.number(stable.value()));
        radius.set("freq", JsonValues.number(stable.frequency()));
        radius.set("certified_lower_bound", JsonValues.number(stable.lowerBound()));
        radius.put("below_double_resolution", stable.value() <= stable.resolution());
      }
      case StabilityRadius.NotStable _ -> radius.put("value", 0.0).putNull("freq");
    }
    switch (report.growth()) {
      case TransientGrowth.Bounded(double value, double at, double upperBound) -> {
        ObjectNode growth = root.putObject("transient_growth");
        growth.set("max_norm", JsonValues.number(value));
        growth.set("at", JsonValues.number(at));
        growth.set("upper_bound", JsonValues.number(upperBound));
      }
      case TransientGrowth.Unbounded _ -> missing("transient_growth", notStable());
    }
  }

  private void energy() {
    ObjectNode condition = root.putObject("cond");
    condition.set("eigenvector_matrix_double", JsonValues.number(report.eigenvectorCondition()));
    switch (report.gramians()) {
      case GramianPairResult.Converged(Gramian controllability, Gramian observability) -> {
        ObjectNode gramians = root.putObject("gramians");
        gramians.set("Wc", JsonValues.matrix(controllability.matrix()));
        gramians.set("Wo", JsonValues.matrix(observability.matrix()));
        double equation = controllability.conditionEstimate();
        double norm = report.norm();
        condition.set("lyapunov", JsonValues.number(equation));
        // cond.lyapunov is ‖L⁻¹‖ times the norm of A X + X Aᵀ or A X Aᵀ − X.
        double operator = report.system().isDiscrete() ? 1 + norm * norm : 2 * norm;
        condition.set("lyapunov_inv_norm2", JsonValues.number(equation / operator));
        condition.set("Wc", JsonValues.number(controllability.condition()));
        condition.set("Wo", JsonValues.number(observability.condition()));
      }
      case GramianPairResult.Unstable(String reason) -> {
        missing("gramians", reason);
        fields.reason("cond.lyapunov", reason);
      }
    }
    switch (report.hankel()) {
      case HankelSingularValues.Result.Converged(HankelSingularValues hankel) -> {
        root.set("hsv", JsonValues.numbers(hankel.values()));
        root.set("hsv_trusted_above", JsonValues.number(hankel.trustedAbove()));
      }
      case HankelSingularValues.Result.Unstable(String reason) -> missing("hsv", reason);
    }
  }

  private void gains() {
    switch (report.h2()) {
      case H2Norm.Result.Finite finite -> {
        root.set("h2_norm", JsonValues.number(finite.value()));
        root.set("h2_relative_error", JsonValues.number(finite.relativeError()));
      }
      case H2Norm.Result.Infinite(String reason) -> {
        if (report.gramians() instanceof GramianPairResult.Unstable(String unstable)) {
          missing("h2_norm", unstable);
        } else {
          root.set("h2_norm", JsonValues.number(Double.POSITIVE_INFINITY));
          fields.reason("h2_norm", reason);
        }
      }
    }
    switch (report.hInfinity()) {
      case HInfinityNorm.Finite norm -> {
        root.set("hinf_norm", JsonValues.number(norm.value()));
        root.set("hinf_upper_bound", JsonValues.number(norm.upperBound()));
        root.set("hinf_peak_freq", JsonValues.number(norm.peakFrequency()));
      }
      case HInfinityNorm.NotStable _ -> {
        missing("hinf_norm", notStable());
        missing("hinf_peak_freq", notStable());
      }
    }
    root.set("invariant_zeros", JsonValues.complexes(report.zeros().zeros()));
    var uncertainties = root.putArray("invariant_zeros_uncertainty");
    for (ZeroUncertainty uncertainty : report.zeros().uncertainties()) {
      switch (uncertainty) {
        case ZeroUncertainty.Within(double radius) -> uncertainties.add(radius);
        case ZeroUncertainty.Unknown unknown -> {
          uncertainties.addNull();
          fields.reason("invariant_zeros_uncertainty", unknown.words());
        }
      }
    }
  }

  private String notStable() {
    return "The system is not stable: " + report.stability().verdict().reason();
  }

  private void missing(String field, String reason) {
    fields.missing(field, reason);
  }
}
