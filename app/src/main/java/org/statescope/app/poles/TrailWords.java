package org.statescope.app.poles;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.statescope.app.texts.Texts;

/// Says through how many snapshots trails pass, where that is not all there are.
final class TrailWords {
  private TrailWords() {}

  /// Empty where the trails pass through every earlier snapshot.
  static String of(PoleMapData data, Map<Path, TrailHistory.Ways> ways) {
    int drawn = data.s().past().size();
    return data.frames().stream()
        .filter(run -> run.earlier().size() > drawn)
        .max(Comparator.comparingInt(run -> run.earlier().size()))
        .map(run -> words(run, drawn, ways.get(run.run().folder())))
        .orElse("");
  }

  private static String words(RunFrames run, int drawn, TrailHistory.@Nullable Ways ways) {
    String some = PoleWords.count(drawn);
    String all = PoleWords.count(run.earlier().size());
    long selected =
        ways == null || !TrailFinder.isSparse(run)
            ? 0
            : ways.places().headMap(run.now().orElseThrow().step()).size();
    return selected > drawn
        ? Texts.text("poles.trails.some.selected", some, all, PoleWords.count(selected))
        : Texts.text("poles.trails.some", some, all);
  }
}
