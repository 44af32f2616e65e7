title a letter to make up a quarrel
form letter
cast a: child
cast b: child
cast c: child
thing x: kite, paper lantern, toy theatre, model ship, puppet, cardboard castle; colour
word day: on Monday, on Tuesday, on Wednesday, on Thursday, yesterday
word turn: who should hold it first, who had had the better idea, who might show it to the class, what it should be called, who should keep it at home
word since: the soup tastes of nothing, I do not feel like playing, I cannot fall asleep, the way to school is twice as long, even the jokes in my comic are not funny
word fix: glue, strong paper, a ball of string, a pot of paint, four thin sticks
word sweet: half of my chocolate, the bigger half of my cake, my last toffee, a bag of roasted almonds, a slice of poppy-seed cake
word place: under the old bridge, at the drinking fountain, by the school gate, on the bench near the pond, in front of the bakery
word hour: at three o'clock, at four o'clock, after lunch, after school, at half past two

beat line
Dear {b.name},
beat paragraph
I have torn up two letters already, but this one I am going to send
This is not an easy letter, and I have chewed my pen for a long time
I do not know how to begin, so I will begin with the most important thing. I am sorry
For days I have wanted to say something to you, and now I am writing it down, because that is easier
beat start
{day} we quarrelled about our {x.full} and {turn}
Perhaps you are still cross with me because we quarrelled {day} about our {x.full} and {turn}
You have not forgotten, I am sure, how we quarrelled {day} about our {x.full} and {turn}
beat start
I was so angry that I kicked {x.the}, which we had made together, and now it is broken
In my anger I threw {x.the} to the ground, though we had made it together, and it broke
I did not think, I only shouted, and then I threw {x.the} on the floor, though we had made it together. It is broken
beat start
We had been working on it for (three whole weeks|so many afternoons), and in one moment it was gone
It took us (three weeks|a whole month) to make it, and I needed only one second to spoil it
All the afternoons on which we had sat over it were lost in a moment
beat paragraph
At first I told everyone that it was your fault, and that was not true
For a day I thought that you were the one who ought to say sorry
When you left, I told myself that I was right, though I did not believe it
beat but
then {c.name} asked me what I had done, and I turned red
I told {c.name}, who listened and then said that it takes two to quarrel
{c.name} said only one sentence, and it was that nobody can quarrel alone
beat start
Since then {since}
It is strange, but ever since that day {since}
I have noticed that {since}
beat start
I should not have done it, and I am truly sorry
You were right and I was wrong, and it was mean of me
I am ashamed of what I did, and I want you to know that
beat paragraph
I have bought {fix} with my pocket money, and perhaps we can mend {x.the}
Do you think that we can repair {x.the}? I have bought {fix} with my own money
I went to the shop and bought {fix}. With that we could repair {x.the}
beat start
This time you may decide everything
You shall be the one to begin, and I will hand you the tools
I do not mind any more who comes first
beat maybe start
I will bring {sweet} as well
And I would like to share {sweet} with you
beat start
I will wait for you {place} {hour}
Please come to me {place} {hour}. I will be there, even if it rains
Will you meet me {place} {hour}? I shall be early
beat maybe start
If you do not come, I shall understand, but I hope that you will
Please say yes!
beat line
(Your sorry friend|Your friend, if you like|Still your friend),
beat line
{a.name}

ask who a
? Who wrote the letter
? Who is sorry
! {a.name} wrote it
! It is {a.name}
ask what turn
? What had {a.name} and {b.name} quarrelled about
! They had quarrelled about {x.the} and {turn}
! It was about {x.the} and {turn}
ask what x
? What was broken
? What had {a.name} broken
! It was {x.the}
! {x.the} was broken
ask who c
? Who made {a.name} think about it
? Who talked to {a.name} about the quarrel
! It was {c.name}
ask where place
? Where does {a.name} want to meet {b.name}
? Where will {a.name} be waiting
! {a.name} will wait {place}
! They can meet {place}
ask what fix
? What has {a.name} bought
? What did {a.name} get to mend {x.the}
! {a.name} bought {fix}
! It was {fix}
ask why
? Why did {a.name} write the letter
! {a.name} wanted to say sorry
! {a.name} was sorry and wanted to be friends again
