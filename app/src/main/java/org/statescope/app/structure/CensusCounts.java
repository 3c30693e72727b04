package org.statescope.app.structure;

import java.util.ArrayList;
import java.util.List;
import org.statescope.analysis.network.Answer;

/// The numbers of a run's census.
///
/// @param systems systems asked
/// @param states states of all of them
/// @param negligible states of stable systems below the tolerance
/// @param stableStates states of stable systems
record CensusCounts(
    int systems,
    long states,
    int stable,
    int controllable,
    int uncontrollable,
    int observable,
    int unobservable,
    long negligible,
    long stableStates) {

  static CensusCounts of(RunCensus run, double tolerance) {
    Counter counter = new Counter();
    run.systems().forEach(system -> counter.count(system, tolerance));
    return new CensusCounts(
        counter.systems,
        counter.states,
        counter.stable,
        counter.controllable,
        counter.uncontrollable,
        counter.observable,
        counter.unobservable,
        counter.negligible,
        counter.stableStates);
  }

  /// The systems of a class.
  static List<SelectedSystem> which(RunCensus run, CensusClass wanted, double tolerance) {
    List<SelectedSystem> found = new ArrayList<>();
    for (int layer = 0; layer < run.layers().size(); layer++) {
      LayerCensus census = run.layers().get(layer);
      int row = layer;
      census
          .known()
          .filter(system -> wanted.has(census.system(system).orElseThrow(), tolerance))
          .forEach(system -> found.add(new SelectedSystem(run.run().folder(), row, system)));
    }
    return found;
  }

  private static final class Counter {
    private int systems;
    private long states;
    private int stable;
    private int controllable;
    private int uncontrollable;
    private int observable;
    private int unobservable;
    private long negligible;
    private long stableStates;

    void count(SystemCensus system, double tolerance) {
      systems++;
      states += system.order();
      if (system.isStable()) {
        stable++;
        stableStates += system.order();
      }
      controllable += system.controllable() == Answer.YES ? 1 : 0;
      uncontrollable += system.controllable() == Answer.NO ? 1 : 0;
      observable += system.observable() == Answer.YES ? 1 : 0;
      unobservable += system.observable() == Answer.NO ? 1 : 0;
      negligible += system.negligibleStates(tolerance);
    }
  }
}
