package org.statescope.app.benchmark;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.statescope.app.window.Page;

/// The process that opens the desktop beside eight runs that train, waits as long as someone who
/// reads the start page, and goes to each page for the first time; prints the longest task on the
/// JavaFX thread for each.
final class VisitScript {
  private static final int READ_MILLISECONDS = 4000;
  private static final int LOOK_MILLISECONDS = 2000;
  private static final String LONGEST = "longest";

  /// A page and when it was asked for.
  private record Visit(Page page, Instant asked) {}

  private VisitScript() {}

  public static void main(String[] arguments) {
    LabAtWork.run(arguments, VisitScript::visit);
  }

  /// The pages' own figures in words.
  static String words(Figures figures) {
    return pages()
        .map(page -> String.format(Locale.ROOT, "%s %.0f", page.key(), figures.get(page.key())))
        .collect(Collectors.joining(", "));
  }

  private static Stream<Page> pages() {
    return Stream.of(Page.values()).filter(page -> page != Page.START);
  }

  private static void visit(LabAtWork lab) throws IOException, InterruptedException {
    LabRecording recording = LabRecording.start("lab-visits");
    lab.showRuns(LiveTraining.RUNS, LiveTraining.LIVE);
    Thread.sleep(READ_MILLISECONDS);
    List<Visit> visits = new ArrayList<>();
    for (Page page : pages().toList()) {
      visits.add(new Visit(page, Instant.now()));
      lab.goTo(page);
      Thread.sleep(LOOK_MILLISECONDS);
    }
    visits.add(new Visit(Page.START, Instant.now()));
    lab.goTo(Page.START);
    LabRecording.Seen seen = recording.stop().read();
    Figures.print(LONGEST, seen.tasksBetween(visits.getFirst().asked(), Instant.MAX).longest());
    for (int i = 0; i + 1 < visits.size(); i++) {
      Visit each = visits.get(i);
      Figures.print(
          each.page().key(), seen.tasksBetween(each.asked(), visits.get(i + 1).asked()).longest());
    }
    Figures.print("waiting", seen.tasksBetween(Instant.MIN, visits.getFirst().asked()).longest());
  }
}
