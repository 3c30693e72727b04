package org.statescope.analysis.checkpoint.inspect;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.statescope.analysis.checkpoint.TensorInfo;
import org.statescope.analysis.checkpoint.TensorSource;
import org.statescope.analysis.checkpoint.family.Recognisers;
import org.statescope.analysis.checkpoint.family.Recognition;
import org.statescope.analysis.network.Census;
import org.statescope.analysis.network.CensusMonitor;
import org.statescope.analysis.network.CensusSummary;
import org.statescope.analysis.network.SsmNetwork;

/// What is known of a checkpoint.
///
/// @param path the file or index that was read
/// @param format its format in words
/// @param tensors how many tensors it holds
/// @param elements how many numbers they hold in all
/// @param recognition what it is
/// @param layers the poles of each layer; empty unless it is a network with poles
/// @param census the counts of its systems, if it was taken
public record Inspection(
    Path path,
    String format,
    int tensors,
    long elements,
    Recognition recognition,
    List<LayerPoles> layers,
    Optional<CensusSummary> census) {
  /// The share of the largest Hankel singular value below which a state counts as negligible.
  public static final double NEGLIGIBLE = 1e-3;

  public Inspection {
    layers = List.copyOf(layers);
  }

  /// Opens a checkpoint, recognises it and finds its poles; takes no census.
  ///
  /// @throws IOException in a sentence if it is no valid checkpoint
  public static Inspection of(Path path) throws IOException {
    try (TensorSource source = CheckpointFiles.open(path)) {
      Recognition recognition = Recognisers.recognise(source);
      List<LayerPoles> layers = new ArrayList<>();
      if (recognition instanceof Recognition.Network network) {
        for (int i = 0; i < network.steps().size(); i++) {
          layers.add(LayerPoles.of(network.network().layers().get(i), network.steps().get(i)));
        }
      }
      List<TensorInfo> tensors = source.tensors();
      return new Inspection(
          source.path(),
          source.format(),
          tensors.size(),
          tensors.stream().mapToLong(TensorInfo::count).sum(),
          recognition,
          layers,
          Optional.empty());
    }
  }

  /// The same with the census of its systems, where it has some. Of many systems without closed
  /// forms an even share is asked, which [#isSampled] tells.
  ///
  /// - Cost: some ten seconds at most on one core.
  ///
  /// @param threads how many threads work
  public Inspection withCensus(int threads) {
    return recognition instanceof Recognition.Network network
        ? withCensus(CensusSample.of(network.network()), threads)
        : this;
  }

  /// The same with the census of every system, however long it takes.
  ///
  /// @param threads how many threads work
  public Inspection withWholeCensus(int threads) {
    return recognition instanceof Recognition.Network network
        ? withCensus(network.network(), threads)
        : this;
  }

  /// How many systems the network has.
  public long systems() {
    return recognition instanceof Recognition.Network network ? network.network().systems() : 0;
  }

  /// Whether the census asked fewer systems than there are.
  public boolean isSampled() {
    return census.isPresent() && census.get().systems() < systems();
  }

  private Inspection withCensus(SsmNetwork asked, int threads) {
    Census.Result result = Census.take(asked, NEGLIGIBLE, threads, _ -> {}, CensusMonitor.NONE);
    Optional<CensusSummary> summary =
        switch (result) {
          case Census.Result.Finished(CensusSummary finished) -> Optional.of(finished);
          case Census.Result.Cancelled _ -> Optional.empty();
        };
    return new Inspection(path, format, tensors, elements, recognition, layers, summary);
  }
}
