% The quantities of AnalysisBenchmark with Octave's control package, on the matrices that it wrote:
% structure by SLICOT's staircase, Gramians by gram, Hankel values by hsvd.
% Prints `name <tab> best <tab> median` in milliseconds.
1;

function measure (name, work)
  measured_seconds = 1;
  work ();
  times = [];
  start = tic;
  while (isempty (times) || toc (start) < measured_seconds)
    before = tic;
    work ();
    times(end + 1) = 1e3 * toc (before);
  endwhile
  printf ("%s\t%.6g\t%.6g\n", name, min (times), median (times));
  fflush (stdout);
endfunction

function together (a, sys)
  eig (a);
  isctrb (sys);
  isobsv (sys);
  gram (sys, "c");
  gram (sys, "o");
  hsvd (sys);
endfunction

function both_gramians (sys)
  gram (sys, "c");
  gram (sys, "o");
endfunction

function single (path)
  file = fopen (path, "r", "ieee-le");
  size = fread (file, 3, "double");
  a = fread (file, [size(1), size(1)], "double")';
  b = fread (file, [size(2), size(1)], "double")';
  c = fread (file, [size(1), size(3)], "double")';
  fclose (file);
  sys = ss (a, b, c, zeros (size(3), size(2)));
  measure (sprintf ("poles %d", size(1)), @() eig (a));
  measure (sprintf ("controllable %d", size(1)), @() isctrb (sys));
  measure (sprintf ("observable %d", size(1)), @() isobsv (sys));
  measure (sprintf ("gramians %d", size(1)), @() both_gramians (sys));
  measure (sprintf ("hankel %d", size(1)), @() hsvd (sys));
  measure (sprintf ("together %d", size(1)), @() together (a, sys));
  printf ("check\t%d\t%.17g\n", size(1), max (hsvd (sys)));
endfunction

pkg load control;
folder = argv (){end};
files = dir (fullfile (folder, "system-*.bin"));
for k = 1:numel (files)
  single (fullfile (folder, files(k).name));
endfor
