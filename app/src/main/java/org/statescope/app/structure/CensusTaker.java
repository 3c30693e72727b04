package org.statescope.app.structure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.statescope.analysis.network.Census;
import org.statescope.analysis.network.CensusBlock;
import org.statescope.analysis.network.SsmNetwork;
import org.statescope.app.background.BackgroundTasks;
import org.statescope.app.checkpoint.Snapshots;
import org.statescope.app.plot.ShownRun;
import org.statescope.app.texts.Texts;
import org.statescope.training.run.dynamics.DynamicsSnapshot;

/// Reads snapshots and takes their census, in the background. Remembers the last few, so that
/// scrubbing back and forth asks nothing twice. Any thread may call it.
final class CensusTaker {
  private static final Logger LOG = LoggerFactory.getLogger(CensusTaker.class);

  /// A census of 24 layers with 1536 channels of 16 states takes about 15 MB.
  private static final int KEPT = 12;

  /// The counts of negligible states are made from the blocks, for any tolerance.
  private static final double NO_TOLERANCE = 0;

  private final Snapshots.Source source;

  /// @param source where snapshots are found
  CensusTaker(Snapshots.Source source) {
    this.source = source;
  }

  /// The snapshots are the same for as long as a checkpoint is not read anew.
  private record Key(Snapshots snapshots, Path run, long step) {}

  private final Map<Key, RunCensus> kept =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, RunCensus> eldest) {
          return size() > KEPT;
        }
      };

  /// The census of each run at its last snapshot not beyond a step.
  ///
  /// @throws CancellationException when it is told to stop
  List<RunCensus> take(List<ShownRun> runs, long step, BackgroundTasks.Progress progress) {
    List<RunCensus> all = new ArrayList<>();
    for (ShownRun run : runs) {
      all.add(take(run, step, (double) all.size() / runs.size(), 1.0 / runs.size(), progress));
    }
    return List.copyOf(all);
  }

  private RunCensus take(
      ShownRun run, long step, double before, double share, BackgroundTasks.Progress progress) {
    Snapshots snapshots = source.of(run.folder());
    try {
      Optional<Long> at =
          snapshots.steps().stream().filter(each -> each <= step).reduce((early, late) -> late);
      if (at.isEmpty()) {
        return RunCensus.without(run, Optional.empty());
      }
      Key key = new Key(snapshots, run.folder(), at.get());
      Optional<RunCensus> known = known(key);
      if (known.isPresent()) {
        return known.get().of(run);
      }
      DynamicsSnapshot snapshot = snapshots.read(at.get());
      RunCensus census =
          census(
              run,
              snapshot,
              banks(snapshot, snapshots.network()),
              snapshots.network().isPresent(),
              done ->
                  progress.report(
                      before + share * done, Texts.text("structure.task.run", run.label())),
              progress);
      keep(key, census);
      return census;
    } catch (IOException e) {
      LOG.warn("The structure of {} could not be read", run.folder(), e);
      return RunCensus.without(run, Optional.of(String.valueOf(e.getMessage())));
    }
  }

  private synchronized Optional<RunCensus> known(Key key) {
    return Optional.ofNullable(kept.get(key));
  }

  private synchronized void keep(Key key, RunCensus census) {
    kept.put(key, census);
  }

  /// Told the share of the systems that have been asked.
  private interface Share {
    void done(double share);
  }

  private static List<LayerBank> banks(DynamicsSnapshot snapshot, Optional<SsmNetwork> network) {
    return snapshot.layers().stream()
        .map(
            layer ->
                network
                    .map(whole -> whole.layers().get(layer.layer()).channels())
                    .map(bank -> LayerBank.whole(layer, bank))
                    .orElseGet(() -> LayerBank.of(snapshot.structure(), layer)))
        .toList();
  }

  private static RunCensus census(
      ShownRun run,
      DynamicsSnapshot snapshot,
      List<LayerBank> banks,
      boolean fromCheckpoint,
      Share share,
      BackgroundTasks.Progress progress) {
    share.done(0);
    List<LayerBank> known = banks.stream().filter(bank -> bank.bank().isPresent()).toList();
    List<CensusBlock> blocks = new ArrayList<>();
    if (!known.isEmpty()) {
      SsmNetwork network =
          new SsmNetwork(
              run.label(),
              known.stream()
                  .map(
                      bank ->
                          new SsmNetwork.Layer(
                              Integer.toString(bank.layer().layer()), bank.bank().orElseThrow()))
                  .toList());
      Census.Result result =
          Census.take(
              network,
              NO_TOLERANCE,
              1,
              blocks::add,
              (finished, total) -> {
                share.done((double) finished / total);
                return !progress.isCancelled();
              });
      if (result instanceof Census.Result.Cancelled) {
        throw new CancellationException("The census of " + run.label() + " was cancelled");
      }
    }
    return new RunCensus(
        run, Optional.of(snapshot), layers(banks, known, blocks), problem(banks), fromCheckpoint);
  }

  private static List<LayerCensus> layers(
      List<LayerBank> banks, List<LayerBank> known, List<CensusBlock> blocks) {
    Map<Integer, List<CensusBlock>> byLayer =
        blocks.stream()
            .sorted(Comparator.comparingInt(CensusBlock::first))
            .collect(Collectors.groupingBy(CensusBlock::layer));
    return banks.stream()
        .map(bank -> new LayerCensus(bank, byLayer.getOrDefault(known.indexOf(bank), List.of())))
        .toList();
  }

  private static Optional<String> problem(List<LayerBank> banks) {
    return banks.stream()
        .flatMap(
            bank ->
                bank.problem().stream()
                    .map(
                        reason ->
                            Texts.text(
                                "structure.notRebuilt",
                                bank.layer().systems() - bank.systems().length,
                                bank.layer().systems(),
                                bank.layer().layer(),
                                reason)))
        .findFirst();
  }
}
