title two in a narrow lane
season summer
cast a: pet
cast b: pet
cast c: child
thing s: snail, ant, hedgehog, toad, caterpillar, tortoise; little
word load1: a cart of pumpkins, a barrow of bricks, a tower of hatboxes, a sack of feathers, a long ladder
word load2: a crate of bottles, a bundle of brooms, a wagon of hay, a basket of laundry, a kitchen table
word wall: high hedges, stone walls, thorny bushes, wooden fences
word hour: noon, four o'clock, the evening bells, sunset
word reason: I was here first, I am older than you, my load is heavier, my grandmother built this lane, I never walk backwards
place p: market, mill, station, harbour, farm

beat start
3: {a.intro} was on the way {p.to} with {load1}, along a lane between {wall}
3: In a lane with {wall} on both sides, {a.intro} was coming along with {load1} on the way {p.to}
1: I was on the way {p.to} with {load1}, along a lane between {wall}
1: I was coming along with {load1} on the way {p.to}, in a lane with {wall} on both sides
beat then
{b.intro} came towards {a.me} with {load2}
at the bend {a} almost ran into {b.intro}, who had {load2}
from the other side came {b.intro} with {load2}
beat and
there was no room to pass, not even for a thin cat
between the {wall} there was just enough room for one
the lane was so narrow that neither could get by
beat say a to b
Go back, please. {reason}
Would you kindly step aside? {reason}
Good day. One of us must go back, and it cannot be me. {reason}
beat say b to a
Why should I? You can go back just as well
Not one step! I am in a hurry, and you are in my way
What a pity! It cannot be me either, because I have come all the way from the bridge
beat so
3: they stood nose to nose, and neither moved
3: both of them sat down and looked at the sky
1: both of us sat down and looked at the sky
1: neither of us moved, and so the hours went by
3: they stood there like two stones and waited
beat maybe start
@weather
@outside
beat start
The sun went over the lane, and at {hour} nothing had changed
It was {hour} before anything happened at all
Birds flew over the lane, a leaf fell on one of the loads, and then it was {hour}
beat then
{s} came by, walked under both loads and out on the other side
{s} came along, said good day and walked on between the two loads
along the middle of the lane came {s}, not in any hurry, and went on between them
beat say s
I have been to the end of the lane and back while you were sitting here
A very good day to you both. I have been where you want to go, and it was nice
Are you waiting for somebody? I hope that it is worth it
beat start
That hurt a little, and for a while nobody spoke
3: They looked after it until it was only a dot
1: I looked after it until it was only a dot
{a} turned red, and so did {b.name}
beat say b to a
How far is it from here to the end behind you?
Shall I tell you something? I do not know any more why I did not go back at once
Tell me, {a.name}, what is so important that you carry it so far?
beat say a to b
I will go back as far as the gate. There is room for two
It is my turn to be clever. I am going back to the gate, and you go past me
I have forgotten why I was so angry. I will go back as far as the gate, where there is room for two
beat so
a minute later the lane was free
{a} went back a little way, {b.name} came past with a nod, and it was done
3: before long they were both where they wanted to be
1: before long the two of us were at home
beat maybe start
Whoever steps back first gets home first
Since that day there has been a wide place in the lane, with a bench
3: The next time that they met, both of them went back at once
1: When {b.name} and I met again, both of us went back at once
beat maybe start
{c.intro}, who had seen it all from a tree, laughed for a week

ask what load1
? What did {a.name} (carry|have along)
? What was {a.my} load
! {a.name} had {load1}
! It was {load1}
ask what load2
? What did {b.name} (carry|have along)
? What was {b.my} load
! {b.name} had {load2}
! It was {load2}
ask why
? Why could they not pass each other
? Why did both of them stop
! The lane was too narrow
! It was because the lane was too narrow for two
ask who s
? Who passed them both
? Who got through the lane
! It was {s.the}
! {s.the} did
ask what hour
? How late was it when somebody came by
? Until when did they sit there
! It was {hour}
! They sat there until {hour}
ask where p
? Where was {a.name} going
? To what place did {a.name} want to go
! {a.name} was on the way {p.to}
! {a.name} wanted to go {p.to}
