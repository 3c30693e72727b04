package org.statescope.app.poles;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.util.Subscription;
import org.statescope.app.plot.LatestTask;
import org.statescope.app.plot.ShownRun;

/// Which two runs have their poles paired, and the pairs at the cursor's step. Pairs are sought in
/// the background, and only while somebody looks.
final class PairsModel implements AutoCloseable {
  /// What there is to show.
  sealed interface Pairing {
    /// Fewer than two runs have poles at the step.
    record TooFew() implements Pairing {}

    /// The same run was chosen twice.
    record Same() implements Pairing {}

    /// The runs differ in layers, systems or orders.
    record Unlike(RunFrames first, RunFrames second) implements Pairing {}

    record Working() implements Pairing {}

    /// @param farthest the pairs that are farthest apart, farthest first
    /// @param filter which of the pairs are among them
    /// @param all how many pairs there are without a filter
    record Paired(
        ShownRun first,
        ShownRun second,
        PolePairs pairs,
        List<PairRow> farthest,
        PoleFilter filter,
        int all)
        implements Pairing {}
  }

  /// Rows of the table: a million could neither be read nor sorted while one waits.
  static final int MOST_ROWS = 5000;

  private final PolesModel poles;
  private final LatestTask task;
  private final BooleanProperty open = new SimpleBooleanProperty();
  private final ObjectProperty<Optional<ShownRun>> first =
      new SimpleObjectProperty<>(Optional.empty());
  private final ObjectProperty<Optional<ShownRun>> second =
      new SimpleObjectProperty<>(Optional.empty());
  private final ReadOnlyObjectWrapper<List<ShownRun>> runs = new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<Pairing> pairing =
      new ReadOnlyObjectWrapper<>(new Pairing.TooFew());
  private final Subscription changes;

  PairsModel(PolesModel poles) {
    this.poles = poles;
    task = poles.newTask();
    changes =
        Subscription.combine(
            poles.mapsProperty().subscribe(this::update),
            poles.filterProperty().subscribe(filter -> pair()),
            open.subscribe(this::update),
            first.subscribe(run -> pair()),
            second.subscribe(run -> pair()));
    update();
  }

  /// Whether somebody looks.
  BooleanProperty openProperty() {
    return open;
  }

  ObjectProperty<Optional<ShownRun>> firstProperty() {
    return first;
  }

  ObjectProperty<Optional<ShownRun>> secondProperty() {
    return second;
  }

  /// The runs that have poles at the step.
  ReadOnlyObjectProperty<List<ShownRun>> runsProperty() {
    return runs.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Pairing> pairingProperty() {
    return pairing.getReadOnlyProperty();
  }

  @Override
  public void close() {
    changes.unsubscribe();
    task.close();
  }

  private void update() {
    if (!open.get()) {
      return;
    }
    List<ShownRun> known =
        poles.frames().stream().filter(run -> run.now().isPresent()).map(RunFrames::run).toList();
    runs.set(known);
    first.set(chosen(known, first.get(), 0));
    second.set(chosen(known, second.get(), partner(known)));
    pair();
  }

  /// The run that was chosen, as long as it is there; before that, the one at a place.
  private static Optional<ShownRun> chosen(
      List<ShownRun> known, Optional<ShownRun> before, int place) {
    Optional<ShownRun> still =
        before.flatMap(
            run -> known.stream().filter(each -> each.folder().equals(run.folder())).findFirst());
    return still.or(() -> known.stream().skip(place).findFirst());
  }

  /// The place of the first run whose poles can be paired with those of the chosen one; of any
  /// other run where there is none.
  private int partner(List<ShownRun> known) {
    Optional<PoleLayout> layout =
        first.get().flatMap(this::frames).flatMap(RunFrames::now).map(PoleFrame::layout);
    for (int i = 0; i < known.size(); i++) {
      boolean alike =
          frames(known.get(i)).flatMap(RunFrames::now).map(PoleFrame::layout).equals(layout);
      if (alike && !Optional.of(known.get(i)).equals(first.get())) {
        return i;
      }
    }
    return 1;
  }

  private void pair() {
    if (!open.get()) {
      return;
    }
    Optional<RunFrames> one = first.get().flatMap(this::frames);
    Optional<RunFrames> other = second.get().flatMap(this::frames);
    if (one.isEmpty() || other.isEmpty()) {
      pairing.set(new Pairing.TooFew());
    } else if (one.equals(other)) {
      pairing.set(new Pairing.Same());
    } else {
      pair(one.get(), other.get());
    }
  }

  private void pair(RunFrames one, RunFrames other) {
    PoleFrame a = one.now().orElseThrow();
    PoleFrame b = other.now().orElseThrow();
    if (!a.layout().equals(b.layout())) {
      pairing.set(new Pairing.Unlike(one, other));
      return;
    }
    if (pairing.get() instanceof Pairing.Paired known
        && known.pairs().first() == a
        && known.pairs().second() == b
        && known.filter().equals(poles.filterProperty().get())) {
      return;
    }
    pairing.set(new Pairing.Working());
    PoleFilter filter = poles.filterProperty().get();
    task.run(
        () -> {
          PolePairs all = PolePairs.of(a, b);
          PolePairs pairs = all.shownBy(filter);
          List<PairRow> farthest =
              pairs.pairs().stream()
                  .sorted(Comparator.comparingDouble(PolePairs.Pair::sDistance).reversed())
                  .limit(MOST_ROWS)
                  .map(pair -> PairRow.of(pair, a, b))
                  .toList();
          return new Pairing.Paired(
              one.run(), other.run(), pairs, farthest, filter, all.pairs().size());
        },
        this::deliver);
  }

  /// What was sought for other runs or another step is dropped.
  private void deliver(Pairing.Paired paired) {
    boolean newest =
        first.get().flatMap(this::frames).flatMap(RunFrames::now).stream()
                .anyMatch(now -> now == paired.pairs().first())
            && second.get().flatMap(this::frames).flatMap(RunFrames::now).stream()
                .anyMatch(now -> now == paired.pairs().second());
    boolean asked = paired.filter().equals(poles.filterProperty().get());
    if (newest && asked && pairing.get() instanceof Pairing.Working) {
      pairing.set(paired);
    }
  }

  private Optional<RunFrames> frames(ShownRun run) {
    return poles.frames().stream()
        .filter(frames -> frames.run().folder().equals(run.folder()))
        .filter(frames -> frames.now().isPresent())
        .findFirst();
  }
}
