title where the coach stops
season winter
cast a: child
cast t: postman
cast b: grown
cast c: old
cast d: child
cast e: grown
word p1: at the mill, at the stone bridge, at the crossroads, at the castle gate, at the brickworks, at the ferry, at the chapel, at the saw mill, at the three oaks, at the lime kiln, at the edge of the wood
word p2: at the mill, at the stone bridge, at the crossroads, at the castle gate, at the brickworks, at the ferry, at the chapel, at the saw mill, at the three oaks, at the lime kiln, at the edge of the wood
word p3: at the mill, at the stone bridge, at the crossroads, at the castle gate, at the brickworks, at the ferry, at the chapel, at the saw mill, at the three oaks, at the lime kiln, at the edge of the wood
word p4: at the mill, at the stone bridge, at the crossroads, at the castle gate, at the brickworks, at the ferry, at the chapel, at the saw mill, at the three oaks, at the lime kiln, at the edge of the wood
word w1: to visit a sister, to buy a calf, to mend a clock, to see the sea, to sing in a choir, to sell a bed, to fetch a dog, to learn to skate, to bring back a ladder, to eat fried fish, to look at a house, to hear a concert
word w2: to visit a sister, to buy a calf, to mend a clock, to see the sea, to sing in a choir, to sell a bed, to fetch a dog, to learn to skate, to bring back a ladder, to eat fried fish, to look at a house, to hear a concert
word w3: to visit a sister, to buy a calf, to mend a clock, to see the sea, to sing in a choir, to sell a bed, to fetch a dog, to learn to skate, to bring back a ladder, to eat fried fish, to look at a house, to hear a concert
word w4: to visit a sister, to buy a calf, to mend a clock, to see the sea, to sing in a choir, to sell a bed, to fetch a dog, to learn to skate, to bring back a ladder, to eat fried fish, to look at a house, to hear a concert

beat start
3: {a.intro} was going by coach for the first time, and {t.intro} was the driver that day
3: On a frosty morning {a.intro} climbed into the coach, which was driven by {t.intro}
3: The coach that {t.intro} drove was yellow and old, and one morning {a.intro} sat in it with a bag and a ticket
1: I was going by coach for the first time, and {t.intro} was the driver that day
1: On a frosty morning I climbed into the coach, which was driven by {t.intro}
1: The coach that {t.intro} drove was yellow and old, and one morning I sat in it with a bag and a ticket
beat maybe start
@weather
beat start
There were four others inside, wrapped in rugs up to the nose
It was dark inside, and four pairs of eyes looked up
Four people sat there already and made room
beat say t to a
You are the smallest, {a.name}, so you have the best ears. Ask them where they must get out, and knock when it is time
Do me a favour, {a.name}. I cannot see from up here who wants to get off. Knock on the roof at the right place
The bell rope is torn, {a.name}. Will you be my bell today?
beat so
{a} asked one after the other
{a} bowed to each of the four and asked where they were going
{a} went from seat to seat and asked
beat mix start
{b.intro} wanted to get off {p1} {w1}
{b.intro} had left home at dawn {w1} and was to get off {p1}
{b.intro} was going to leave the coach {p1}, and the plan was {w1}
The stop {p1} was for {b.intro}, who was travelling {w1}
In order {w1}, {b.intro} had to be let out {p1}
beat mix start
{c.intro} had set out {w2} and was going to get off {p2}
{c.intro} needed the stop {p2} and had got up early {w2}
{c.intro} wanted to get off {p2} and said that the plan was {w2}
{c.intro} had a ticket as far as the stop {p2} and hoped {w2}
{p2} the coach was to stop for {c.intro}, who was on the way {w2}
beat mix start
{d.intro} had been sent {w3} and asked for a stop {p3}
{d.intro} could hardly wait to get off {p3} {w3}
{d.intro} told a long story and wanted to be let out {p3} {w3}
For {d.intro}, who had come {w3}, it was right to stop {p3}
beat mix start
{e.intro} needed to be set down {p4} {w4}
{e.intro} hoped to arrive {p4} before noon {w4}
{e.intro} was going {w4} and had to be let out {p4}
It was {p4} that {e.intro} was to get off in order {w4}
beat start
{a} said it over like a poem: place and name, name and place
{a} drew a little map on the frosty window and wrote the names on it
{a} counted them off on four fingers and whispered the names at every bend
beat and
each time {a} knocked, and each time the horses stopped in the right place
four times there was a knock, and four times somebody waved from the roadside
not one of the four was carried too far
beat but
when the coach was empty, {a} had forgotten one thing: where to get off {a.self}
at the end of the road {a} noticed something: {a.my} own stop was long past
the last seat was empty when {a} sat up with a start and saw that {a.my} own stop was far behind
beat maybe start
@worried a
@surprised a
beat say t to a
Then come along to the stable, {a.name}, and after that I shall take you home
Well, {a.name}, whoever thinks of everybody else misses a stop. I shall take you back
You helped four people and forgot the fifth! Come up here to me, {a.name}
beat maybe start
That evening the horses found the way by themselves
The sun was setting when the coach turned round
beat start
3: On the way back {a} was allowed to hold the reins
1: On the way back I was allowed to hold the reins
beat maybe start
@ending a
@relief

ask where p1
? Where did {b.name} get off
? Where was {b.name}'s stop
! {b.name} got off {p1}
! It was {p1}
ask who b
? Who got off {p1}
? Who had to be let out {p1}
! {b.name} got off {p1}
! It was {b.name}
ask why w1
? Why was {b.name} travelling
? For what had {b.name} set out
! {b.name} was on the way {w1}
! {b.name} had set out {w1}
ask who b
? Who was on the way {w1}
? Who had set out {w1}
! It was {b.name}
! {b.name} was the one
ask where p2
? Where did {c.name} get off
? Where was {c.name}'s stop
! {c.name} got off {p2}
! It was {p2}
ask who c
? Who got off {p2}
? Who had to be let out {p2}
! {c.name} got off {p2}
! It was {c.name}
ask why w2
? Why was {c.name} travelling
? For what had {c.name} set out
! {c.name} was on the way {w2}
! {c.name} had set out {w2}
ask who c
? Who was on the way {w2}
? Who had set out {w2}
! It was {c.name}
! {c.name} was the one
ask where p3
? Where did {d.name} get off
? Where was {d.name}'s stop
! {d.name} got off {p3}
! It was {p3}
ask who d
? Who got off {p3}
? Who had to be let out {p3}
! {d.name} got off {p3}
! It was {d.name}
ask why w3
? Why was {d.name} travelling
? For what had {d.name} set out
! {d.name} was on the way {w3}
! {d.name} had set out {w3}
ask who d
? Who was on the way {w3}
? Who had set out {w3}
! It was {d.name}
! {d.name} was the one
ask where p4
? Where did {e.name} get off
? Where was {e.name}'s stop
! {e.name} got off {p4}
! It was {p4}
ask who e
? Who got off {p4}
? Who had to be let out {p4}
! {e.name} got off {p4}
! It was {e.name}
ask why w4
? Why was {e.name} travelling
? For what had {e.name} set out
! {e.name} was on the way {w4}
! {e.name} had set out {w4}
ask who e
? Who was on the way {w4}
? Who had set out {w4}
! It was {e.name}
! {e.name} was the one
ask why
? Why did {a.name} go too far
? Why did {a.name} not get off in time
! {a.name} had forgotten where to get off
! It was because {a.name} had thought only of the others
