title sharing the buns
cast a: child
cast b: child
cast c: child
cast d: child
cast e: baker
word bun: bun, oat biscuit, jam tart, doughnut, muffin, scone, cheese roll, raisin roll
word place: in the shade of the lime tree, on the steps of the town hall, on an old blanket, under the stone bridge, on the garden wall
word why: it was market day and there was too much in the shop, it was a holiday, it was the day of the school fair, nobody had bought the last tray, the shop was closing for the day
number k: 3..6
number n: k+1
number t: n+n+n

beat start
3: {e.intro} gave {a.intro} and two friends a bag of fresh {bun.s}
3: {a.intro} and two friends got a whole bag of {bun.s} from {e.intro}
1: {e.intro} gave two of my friends and me a bag of fresh {bun.s}
1: My friends and I got a whole bag of {bun.s} from {e.intro}
beat because
{why}
beat start
The friends were called {b.name} and {c.name}
One friend was {b.name}, and the other was {c.name}
beat start
There were {t} {bun.s} in the bag, still (soft|steaming) and smelling of (butter|the oven)
In the bag were {t} {bun.s}, (golden brown|warm from the oven|each as big as a fist)
beat then
3: the three of them sat down {place}
1: the three of us sat down {place}
beat say b
How shall we share them?
Who gets how many? I do not want to quarrel
beat and
{a} had an idea
{a} thought about it for a moment
{a} thought hard and counted on ten fingers
beat say a
One for you, one for you, one for me, and then again from the beginning. That is fair
We share {t} among three. That makes {n} for each of us
Three times {n} is {t}, so everyone gets {n}
beat so
everyone got {n} {bun.s}, and nobody (grumbled|was cross)
the bag was soon empty, and each child had {n} {bun.s}
beat but
before (anyone|the first child) took a bite, {d.intro} came along the road
just then {d.intro} came round the corner
beat maybe start
@town
beat start
{d} looked tired and hungry
{d} had forgotten {d.my} lunch and looked (sad|hungry|pale)
{d} had been (running errands|raking leaves|sweeping the yard) all morning and had not eaten a thing
beat say c
If each of us gives one away, {d.name} will have three
Let us each give one to {d.name}. We have enough
beat so
3: everyone gave away one {bun}, and the three of them had {k} each
1: everyone gave away one {bun}, and the three of us had {k} each
beat and
{d.name} had three
{d.name} got three {bun.s}
beat maybe say d
Thank you! You are (kind|true friends). Next time I will bring (plums|some lemonade|cherries)
How nice of you! Nothing has ever tasted so good
beat then
3: the four of them ate until the last crumb was gone
1: the four of us ate until the last crumb was gone
3: all four ate and laughed, and the (sparrows|pigeons|ducks) got the crumbs
1: all four of us ate and laughed, and the (sparrows|pigeons|ducks) got the crumbs
beat maybe start
Shared {bun.s} taste best
Nobody was hungry any more

ask how-many n
? How many {bun.s} did each of the three get at first
? Three children shared {t} {bun.s}. How many did each one get
! Each child got {n} {bun.s}, because three times {n} is {t}
! {t} shared among three is {n}, so each got {n} {bun.s}
ask how-many k
? How many {bun.s} did {a.name} have after giving one away
? {a.name} had {n} {bun.s} and gave one to {d.name}. How many were left
! {n} (take away one leaves|minus one is) {k}, so {a.name} had {k} {bun.s}
! {a.name} had {k} {bun.s} left
ask how-many
? How many {bun.s} did {d.name} get
? Three children each gave {d.name} one. How many did {d.name} get
! {d.name} got three {bun.s}, one from each child
! One and one and one make three, so {d.name} got three
ask who e
? Who gave them the {bun.s}
? Who had filled the bag with {bun.s}
! {e.name} the baker did
! It was {e.name}, the baker
ask why
? Why did they get the {bun.s}
? Why were there {bun.s} for the children
! They got them because {why}
! It was because {why}
