title the stall by the road
season summer
cast a: child
cast b: child
cast c: old
cast d: grown
word s1: lemonade, cherry juice, barley water, peppermint tea, elderflower water
word sign: FOR TIRED FEET, STOP HERE, ICE COLD, THE BEST IN TOWN, ONLY TODAY
word want: a real football, a tent, a puppet theatre, a pair of roller skates, a big kite
word first: a cyclist, a chimney sweep, a man with a barrow, a woman with a goose, a piano tuner
word shade: a sunshade, an old sheet, a patched umbrella, a tablecloth on four poles
word where: under the lime tree, at the crossroads, by the bridge, in front of the garden gate
word oops: a gust of wind knocked over the jug, a dog ran between the legs of the table, a goat put both feet on the table, a ball flew right against the jug
number x: 3..5
number y: 4..6
number z: 2..4
number n: x+y
number k: n+z

beat start
3: In the summer holidays {a.intro} and {b.intro} wanted to earn money for {want}
3: {a.intro} and {b.intro} wished for {want}, but there was not a coin in the money box
3: {a.intro} wanted to have {want}, and {b.intro} knew how people earn money
1: In the summer holidays {b.intro} and I wanted to earn money for {want}
1: {b.intro} and I wished for {want}, but there was not a coin in the money box
1: I wanted to have {want}, and {b.intro} knew how people earn money
beat so
3: they put up a table {where} and sold {s1}
3: they made a big jug of {s1} and set up a stall {where}
3: they carried a table and twenty cups to a place {where} and sold {s1}
1: we put up a table {where} and sold {s1}
1: we made a big jug of {s1} and set up a stall {where}
1: we carried a table and twenty cups to a place {where} and sold {s1}
beat start
Over it hung {shade} and a sign that said {sign}
{b.name} had painted a sign, and it said {sign}
A sign was nailed to a stick, and it said {sign}
beat maybe start
@weather
@town
beat but
nobody came for a whole hour, not even a dog
for a long time the road lay empty in the sun
the only one who came by was a snail
beat say b
Perhaps nobody is thirsty
Shall we drink it all ourselves?
Maybe we should have asked for less money
beat then
{first} came along, and the first glass was sold
{first} stopped for a drink, and others followed
{first} came along, hot and thirsty, and that was the beginning
beat start
Before lunch {x} glasses were sold, and {y} more in the afternoon
In the morning {x} people bought a glass, and in the afternoon there were {y} more
It was {x} glasses before lunch and {y} in the afternoon
beat but
in the late afternoon {oops}, and everything was spilled
just when things were going well, {oops}, and the {s1} was gone
all at once {oops}, and not a drop was left
beat say a
What now? We have not earned enough, and there is not a drop left!
That was all that we had! Now we can go home
Oh no! All that work for nothing
beat maybe start
@sad a
beat start
{c.intro}, who had been sitting in the shade, got up and brought a basket of good things from the garden
{c.intro} had watched it all from the window and came out with a bag of sugar and a basket of good things
the door of a house opened, and {c.intro} came out with a basket full of good things
beat say c
Wash the jug. There is no better {s1} than the one made after an accident
Come on, cheer up! I used to have a stall, too, and I fell into the jug myself
Who cries over spilled {s1}? Here, we will make some more
beat so
3: they made a second jug, and in the evening {z} more glasses were sold
1: we made a second jug, and in the evening {z} more glasses were sold
beat start
{d.intro} bought the very last one and paid double
The very last one went to {d.intro}, who paid double for it
For the very last one {d.intro} put twice the price on the table
beat maybe start
That made {k} glasses altogether
All in all, {k} people had had something to drink
beat start
It was not yet enough for {want}, but it was a good beginning
The coins were counted twice, and there were almost enough of them for {want}
There was a good handful of coins in the tin, more than anyone had hoped
beat maybe start
@proud a
@tired a
@glad b
beat maybe start
The sign stayed where it was, because it looked so nice
3: That night {a} dreamed of lemons with legs
1: That night I dreamed of lemons with legs

ask what s1
? What did they sell at the stall
? What could people drink there
! They sold {s1}
! It was {s1}
ask where where
? Where was the stall
? Where did they put up the stall
! The stall was {where}
! It was {where}
ask what want
? What did {a.name} and {b.name} want to buy
? What did they need the money for
! They wanted to buy {want}
! It was for {want}
ask how-many n
? They sold {x} glasses in the morning and {y} in the afternoon. How many glasses was that
! {x} and {y} make {n}, so it was {n} glasses
! It was {n} glasses, because {x} plus {y} is {n}
ask how-many k
? They had sold {n} glasses, and in the evening they sold {z} more. How many was that altogether
! {n} and {z} make {k}, so it was {k} glasses
! It was {k} glasses altogether
ask who c
? Who helped them after the accident
? Who brought a basket of fruit
! {c.name} helped them
! It was {c.name}
ask who d
? Who bought the last glass
? Who paid double
! {d.name} bought the last glass
! It was {d.name}
ask why
? Why was there nothing left in the jug
! It was all gone because {oops}
! There was nothing left because {oops}
