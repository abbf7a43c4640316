# SPDX-License-Identifier: GPL-2.0-or-later
# Draws what run.py measured: how long a text takes at 300 a second.
#   gnuplot -c tests/bench/gateway/latency.gnuplot docs/images/gateway-latency.csv docs/images/gateway-latency.svg
set terminal svg size 960,440 font "sans-serif,13" background "white"
set output ARG2
set datafile separator comma columnheaders
set style fill solid noborder
set boxwidth 0.38
set border 3
set tics nomirror
set grid ytics linecolor "#dddddd"
set logscale y
set yrange [0.05:2000]
set xrange [-0.6:8.6]
set xtics rotate by -20 font ",11"
set title "One text at 300 a second (less is better)"
set ylabel "milliseconds, logarithmic"
set key top center horizontal samplen 2

plot ARG1 using ($0 - 0.2):"p50 ms":xtic(1) with boxes linecolor "#2a7f62" title "p50", \
     ARG1 using ($0 + 0.2):"p99 ms" with boxes linecolor "#8fb8de" title "p99", \
     ARG1 using ($0 - 0.2):"p50 ms":(sprintf("%.1f", column("p50 ms"))) \
       with labels offset 0, 0.6 font ",10" notitle, \
     ARG1 using ($0 + 0.2):"p99 ms":(sprintf("%.1f", column("p99 ms"))) \
       with labels offset 0, 0.6 font ",10" notitle, \
     1 linecolor "#2a7f62" linewidth 1.5 dashtype 2 title "p50, goal", \
     5 linecolor "#4f7fb0" linewidth 1.5 dashtype 4 title "p99, goal"
