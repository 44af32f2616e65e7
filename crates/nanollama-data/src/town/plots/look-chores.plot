title a week of chores
season summer
cast a: child
cast t: grown
cast b: child
cast c: child
cast d: child
cast e: child
word j1: feed the hens, sweep the yard, wash the dishes, water the beans, polish the shoes, chop kindling, fetch the milk, dust the shelves, clean the rabbit hutch, weed the carrots, scrub the steps, peel the potatoes
word j2: feed the hens, sweep the yard, wash the dishes, water the beans, polish the shoes, chop kindling, fetch the milk, dust the shelves, clean the rabbit hutch, weed the carrots, scrub the steps, peel the potatoes
word j3: feed the hens, sweep the yard, wash the dishes, water the beans, polish the shoes, chop kindling, fetch the milk, dust the shelves, clean the rabbit hutch, weed the carrots, scrub the steps, peel the potatoes
word j4: feed the hens, sweep the yard, wash the dishes, water the beans, polish the shoes, chop kindling, fetch the milk, dust the shelves, clean the rabbit hutch, weed the carrots, scrub the steps, peel the potatoes
word d1: on Monday, on Tuesday, on Wednesday, on Thursday, on Friday, on Saturday
word d2: on Monday, on Tuesday, on Wednesday, on Thursday, on Friday, on Saturday
word d3: on Monday, on Tuesday, on Wednesday, on Thursday, on Friday, on Saturday
word d4: on Monday, on Tuesday, on Wednesday, on Thursday, on Friday, on Saturday
word p1: in the soap dish, under the doormat, behind the clock, in the egg basket, beneath the watering can, inside a boot, in the coal bucket, on the gatepost, in the flour jar, under a flower pot
word p2: in the soap dish, under the doormat, behind the clock, in the egg basket, beneath the watering can, inside a boot, in the coal bucket, on the gatepost, in the flour jar, under a flower pot
word p3: in the soap dish, under the doormat, behind the clock, in the egg basket, beneath the watering can, inside a boot, in the coal bucket, on the gatepost, in the flour jar, under a flower pot
word p4: in the soap dish, under the doormat, behind the clock, in the egg basket, beneath the watering can, inside a boot, in the coal bucket, on the gatepost, in the flour jar, under a flower pot
word treat: toffee, silver coin, marble, paper bird, walnut

beat start
3: {a.intro} was one of five children who spent the summer with {t.intro}, and nobody liked the chores
3: {t.intro} had five children in the house that summer, and {a.intro} was one of them
1: I spent the summer with four other children in the house of {t.intro}, and nobody liked the chores
1: That summer {t.intro} had five children in the house, me among them, and nobody liked the chores
beat so
a list was written, and it hung on the kitchen door
somebody nailed a list to the door of the pantry
one evening a list hung beside the stove
beat start
{b.name}, {c.name}, {d.name} and {e.name} groaned, but they read it through
All of them went to read it: {b.name}, {c.name}, {d.name} and {e.name}
Four heads were put together in front of it: {e.name}, {d.name}, {c.name} and {b.name}
beat mix start
{d1}, {b.name} was to {j1}
{b.name} had to {j1} {d1}
Beside {b.name}'s name it said that the task was to {j1} {d1}
It was {b.name}'s task to {j1} {d1}
beat mix start
{c.name} was told to {j2} {d2}
{d2}, {c.name} was asked to {j2}
{d2} it was for {c.name} to {j2}
{c.name} was down to {j2} {d2}
beat mix start
{d3} {d.name} was to {j3}
The list said that {d.name} should {j3} {d3}
It fell to {d.name} to {j3} {d3}
{d.name} was expected to {j3} {d3}
beat mix start
{e.name} was supposed to {j4} {d4}
It was {e.name}'s turn to {j4} {d4}
{d4}, the one to {j4} was {e.name}
{d4} {e.name} had to {j4}
beat but
there was not one chore for {a.me}
nobody had written down anything for {a.me}
only {a.my} name was missing
beat say t to a
I have another task for you, {a.name}, but it is a secret
Somebody has to make work a pleasure, {a.name}, and that will be you
Come with me, {a.name}. You get the most important job of all
beat so
each night {a} hid {treat.a} in a place that only the one who did the work would find
{a} crept through the house after dark and left {treat.a} in the right place, where the worker would see it
every morning, before the others were up, {a} hid {treat.a} where the next worker would be sure to find it
beat mix start
The one for {b.name} was {p1}
{b.name} found it {p1}
For {b.name} one was waiting {p1}
beat mix start
{c.name} discovered one {p2}
{c.name} laughed aloud, for there was one {p2}
{p2} there was one for {c.name}
beat mix start
For {d.name} it lay {p3}
{d.name} came upon it {p3}
{p3}, {d.name} saw one and looked round in surprise
beat mix start
{e.name} got a surprise {p4}
There was one {p4} for {e.name}
The surprise for {e.name} was {p4}
beat maybe start
@glad a
beat start
After that nobody groaned any more, and the next list was read twice
The house had never been so clean, and nobody knew why
From that week on, there was a race to the list each Sunday
beat maybe say b
Who in the world puts them there?
I believe that this house has a ghost, and a very nice one
beat maybe start
3: {a} only smiled and said nothing
1: I only smiled and said nothing
beat maybe start
@ending a

ask who b
? Who had to {j1}
? Whose task was it to {j1}
! {b.name} had to {j1}
! It was {b.name}'s task
ask what j1
? What did {b.name} have to do
? What was {b.name}'s task
! {b.name} had to {j1}
! {b.name}'s task was to {j1}
ask what d1
? When did {b.name} have to work
? On which day did {b.name} have to {j1}
! It was {d1}
! {b.name} had to do it {d1}
ask where p1
? Where did {b.name} find the {treat}
? Where was the {treat} for {b.name}
! {b.name} found it {p1}
! It was {p1}
ask who b
? Who found the {treat} {p1}
? For whom was the {treat} that was {p1}
! It was for {b.name}
! {b.name} found it there
ask who c
? Who had to {j2}
? Whose task was it to {j2}
! {c.name} had to {j2}
! It was {c.name}'s task
ask what j2
? What did {c.name} have to do
? What was {c.name}'s task
! {c.name} had to {j2}
! {c.name}'s task was to {j2}
ask what d2
? When did {c.name} have to work
? On which day did {c.name} have to {j2}
! It was {d2}
! {c.name} had to do it {d2}
ask where p2
? Where did {c.name} find the {treat}
? Where was the {treat} for {c.name}
! {c.name} found it {p2}
! It was {p2}
ask who c
? Who found the {treat} {p2}
? For whom was the {treat} that was {p2}
! It was for {c.name}
! {c.name} found it there
ask who d
? Who had to {j3}
? Whose task was it to {j3}
! {d.name} had to {j3}
! It was {d.name}'s task
ask what j3
? What did {d.name} have to do
? What was {d.name}'s task
! {d.name} had to {j3}
! {d.name}'s task was to {j3}
ask what d3
? When did {d.name} have to work
? On which day did {d.name} have to {j3}
! It was {d3}
! {d.name} had to do it {d3}
ask where p3
? Where did {d.name} find the {treat}
? Where was the {treat} for {d.name}
! {d.name} found it {p3}
! It was {p3}
ask who d
? Who found the {treat} {p3}
? For whom was the {treat} that was {p3}
! It was for {d.name}
! {d.name} found it there
ask who e
? Who had to {j4}
? Whose task was it to {j4}
! {e.name} had to {j4}
! It was {e.name}'s task
ask what j4
? What did {e.name} have to do
? What was {e.name}'s task
! {e.name} had to {j4}
! {e.name}'s task was to {j4}
ask what d4
? When did {e.name} have to work
? On which day did {e.name} have to {j4}
! It was {d4}
! {e.name} had to do it {d4}
ask where p4
? Where did {e.name} find the {treat}
? Where was the {treat} for {e.name}
! {e.name} found it {p4}
! It was {p4}
ask who e
? Who found the {treat} {p4}
? For whom was the {treat} that was {p4}
! It was for {e.name}
! {e.name} found it there
ask where p1
? Where was the {treat} for the one who had to {j1}
! The {treat} for {b.name} was {p1}
! {b.name} found it {p1}
ask where p2
? Where was the {treat} for the one who had to {j2}
! The {treat} for {c.name} was {p2}
! {c.name} found it {p2}
ask where p3
? Where was the {treat} for the one who had to {j3}
! The {treat} for {d.name} was {p3}
! {d.name} found it {p3}
ask where p4
? Where was the {treat} for the one who had to {j4}
! The {treat} for {e.name} was {p4}
! {e.name} found it {p4}
