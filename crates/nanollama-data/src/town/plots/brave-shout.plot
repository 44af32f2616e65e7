title the small voice
cast a: child she
cast c: postman
thing x: mail cart, wagon, donkey cart, mail van
word wrong: a beam was broken, two planks were gone, a post was cracked, there was a big hole in the planks
word why: a great storm, a flood, a week of rain, a thunderstorm
word box: a barrel, a crate, a bench, a stone wall
word busy: counting their money, talking about the weather, selling eggs, arguing about a pig
word goods: cheese, apples, turnips, cabbages, fish

beat start
3: {a.intro} spoke so softly that people often (did not hear her|asked her to say it again)
3: {a.intro} was a quiet child. She never liked to speak in front of (strangers|grown-ups)
1: I used to speak so softly that people often (did not hear me|asked me to say it again)
1: I was a quiet child and never liked to speak in front of (strangers|grown-ups)
beat start
The morning after {why}, {a} (walked|went) to market over the old wooden bridge
One morning, after {why}, {a} had to cross the old wooden bridge on the way to market
When {why} was over, {a} set out for the market and came to the old wooden bridge
beat and
{a} saw that {wrong}
beat maybe start
Far below, the brown river was foaming
A (leaf|stick) fell through and was gone in the river below
The whole bridge creaked like an old door
beat so
{a} stepped back (carefully|at once) and ran (the long way around|along the bank) to the market to warn the people
{a} hurried to the market (by the ford|by the lower path) to tell somebody
{a} turned around at once and ran to the market another way, [fast a]
beat say a
Excuse me. The bridge is not safe
Please, the old bridge is broken
Somebody should look at the bridge. I think that it may fall
beat but
the people were {busy}, and nobody (heard|listened)
everyone was busy with the {goods}, and not a single head turned
the market was so noisy that the words were lost among the {goods}
beat maybe start
{a} pulled at a man's sleeve, but he only (patted {a.my} head|gave {a.me} an apple)
A woman smiled at {a.me} and went on weighing {goods}
A dog barked at {a.me}, and that was the only answer
beat start
{a} went red and wanted to (go home|hide behind a stall)
{a} swallowed and thought that somebody else would (surely|) see it
{a} tried once more with a dry mouth, and again it was only a whisper
beat but
just then {c.intro} (came down the hill|drove around the corner) with {x} full of parcels
at that moment {a} saw {c.intro} with {x} full of letters
just then a bell rang, and down the road came {c.intro} with {x} and three sacks of letters
beat and
he was going straight towards the bridge
he turned into the lane that led to the bridge
he was on his way to the bridge, and he was whistling and looking at the clouds
beat start
There was no time to be shy
Now {a.my} fear for him was greater than {a.my} fear of being looked at
Nobody else had seen the danger
beat so
{a} climbed on {box}, took a deep breath and shouted as loudly as {a} could
{a} jumped onto {box}, filled {a.my} lungs and (shouted|yelled)
{a} stood on {box}, put both hands around {a.my} mouth and cried out with all {a.my} might
beat say a
Stop! Stop! The bridge is broken!
Stop! Nobody must cross the bridge! It will break!
Stop! Turn back! The bridge is not safe!
beat start
The whole market fell silent
Every head turned, and even the (hens|geese) were quiet
Baskets were put down, and everybody stared
beat start
{c} stopped {x.the} only a few steps from the (edge|first plank)
{c} pulled so hard at the brake that the wheels (squealed|screamed)
{c} stopped at once, almost on the bridge
beat then
some people went to look and (turned pale|shook their heads)
the (miller|baker) ran to look and came back with a white face
everybody ran to the river and saw how great the danger had been
beat say c to a
If you had not shouted, I would be in the river now. I thank you with all my heart!
Was that you? What a mighty voice for such a small person!
You have saved my life, and the letters too!
beat say a to c
I did not know that I had such a loud voice
I said it before, but nobody heard me
I was afraid to shout, but I was more afraid of the bridge
beat say c
Then we must all learn to listen better
From now on, I will always listen, whether you whisper or shout
I will tell everyone in town to open their ears when a quiet person speaks
beat so
a rope was tied across the (road|way), and that same week the bridge was (mended|repaired)
the bridge was closed with a rope and (mended|repaired) before the next market day
beat maybe start
@proud a
beat maybe start
{a} still spoke softly most of the time, but when something was important, everybody heard it
{c} brought {a.me} a postcard with a (lion|trumpet) on it
The people of the market gave {a.me} a basket of {goods}
beat maybe start
A small voice can be a big one when it has to be

ask what
? What was wrong with the bridge
? What did {a.name} notice on the way to market
! {a.name} saw that {wrong}
ask who c
? Who was saved by {a.name}
? Who was going towards the bridge
! It was {c.name}, the postman
! {c.name} the postman was
ask why
? Why did nobody listen to {a.name} at first
? Why did {a.name} have to shout
! {a.name} had spoken too softly, and nobody had heard
! The people had not heard {a.my} soft voice
ask where
? Where did {a.name} go to warn the people
? Where did {a.name} find people to warn
! {a.name} went to the market
! {a.name} ran to the market
ask then
? What did {c.name} do when {a.name} shouted
! {c.name} stopped {x.the} at once
! {c.name} stopped before he reached the bridge
